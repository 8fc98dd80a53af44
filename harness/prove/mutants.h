// SPDX-License-Identifier: MIT
// Responses that break a clause, by the kind of the clause.
//
//   Mutants mutants = status_mutants(contract, clause);
//
// The most significant mutants come first. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "generate/generator.h"
#include "prove/mutant.h"

namespace avouch {

// Preconditions: the clause's subject is of that kind.
Mutants status_mutants(const Contract& contract, const BoundClause& clause);
Mutants documented_status_mutants(const Contract& contract, const BoundClause& clause);
Mutants media_type_mutants(const Contract& contract, const BoundClause& clause);
Mutants body_syntax_mutants(const Contract& contract, const BoundClause& clause);
Mutants undocumented_member_mutants(const Contract& contract, const BoundClause& clause);
Mutants undocumented_header_mutants(const BoundClause& clause);
// Responses with content although HTTP defines none.
Mutants stray_content_mutants(const Contract& contract, const BoundClause& clause);
// Bodies with writeOnly members.
Mutants unsent_member_mutants(const Contract& contract, const BoundClause& clause);
// Bodies that contain an object with an unknown discriminator, in place of conforming ones. `judge` uses
// their schema.
Mutants discriminator_mutants(const BoundClause& clause, const std::vector<MadeInstance>& bodies,
                              const BodyJudge& judge);
Mutants header_mutants(const Contract& contract, const BoundClause& clause);
Mutants cors_mutants(const Contract& contract, const BoundClause& clause);
// `granted` is the response to the documented call.
Mutants security_mutants(const Contract& contract, const BoundClause& clause, const http::Response& granted);
// `violations` are of the keyword of the clause. `claims` maps keywords to the coordinates of the clauses
// about them.
Mutants body_mutants(const DocumentedMedia& media, const BoundClause& clause, const Violations& violations,
                     const std::map<std::size_t, std::string>& claims);
// Returns those of the claims that the violations break too.
std::vector<std::string> claims_of(const Violations& violations,
                                   const std::map<std::size_t, std::string>& claims);
// Returns the claim that fails in place of the broken one; "" if none does.
std::string through_of(const Violations& violations, const std::map<std::size_t, std::string>& claims);
// The same for a header's schema, at most `most`. Omits values that a header line cannot express.
Mutants header_value_mutants(const Contract& contract, const BoundClause& clause, const Generator& generator,
                             const BodyJudge& judge, const std::map<std::size_t, std::string>& claims,
                             std::size_t most);

}  // namespace avouch
