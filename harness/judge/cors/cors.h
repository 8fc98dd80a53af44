// SPDX-License-Identifier: MIT
// What exchanges say of a CORS clause: can a page on this origin make the documented call and read the
// answer, as the Fetch standard decides it?
//
//   Verdict verdict = judge_cors(contract, clause, {{.role = Role::preflight, .origin = "https://a.example",
//   …}});
//
// One mistake is reported once: the clauses about a preflight that was refused by its status are unexercised,
// and so are those about an answer that is not the documented one. docs/cors.md lists the clauses. Pure; any
// thread.
#pragma once

#include <vector>

#include "contract/contract.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// Precondition: the clause's subject is a CorsSubject. Evidence in roles that the clause does not need is
// passed over. Verdict::evidence is an index into `evidence`.
Verdict judge_cors(const Contract& contract, const BoundClause& clause,
                   const std::vector<Evidence>& evidence);

}  // namespace avouch
