// SPDX-License-Identifier: MIT
// Judges CORS clauses: can a page on this origin make the documented call and read the response, according to
// the Fetch standard?
//
//   Verdict verdict = judge_cors(contract, clause, {{.role = Role::preflight, .origin = "https://a.example",
//   …}});
//
// One mistake is reported once. If a preflight is refused by its status, the other clauses about it are
// unexercised. If a response is not the documented one, the clauses about it are unexercised. docs/cors.md
// lists the clauses. Pure and thread-safe.
#pragma once

#include <vector>

#include "contract/contract.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// Ignores evidence in roles that the clause does not need. Verdict::evidence is an index into `evidence`.
// Precondition: the clause's subject is a CorsSubject.
Verdict judge_cors(const Contract& contract, const BoundClause& clause,
                   const std::vector<Evidence>& evidence);

}  // namespace avouch
