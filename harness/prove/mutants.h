// SPDX-License-Identifier: MIT
// Answers that break a clause, by the kind of the clause.
//
//   Mutants mutants = status_mutants(contract, clause);
//
// The most telling ones come first. Pure.
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
Mutants body_syntax_mutants(const BoundClause& clause);
Mutants undocumented_member_mutants(const BoundClause& clause);
Mutants undocumented_header_mutants(const BoundClause& clause);
// Answers with content where HTTP has none.
Mutants stray_content_mutants(const Contract& contract, const BoundClause& clause);
// Bodies with members that are writeOnly.
Mutants unsent_member_mutants(const Contract& contract, const BoundClause& clause);
// Bodies with an object with an unknown discriminator. `judge` and `generator` are of the same schema.
Mutants discriminator_mutants(const BoundClause& clause, const Generator& generator, const BodyJudge& judge);
Mutants header_mutants(const Contract& contract, const BoundClause& clause);
Mutants cors_mutants(const Contract& contract, const BoundClause& clause);
// `granted`: the answer to the documented call.
Mutants security_mutants(const Contract& contract, const BoundClause& clause, const http::Response& granted);
// `generator` is of the media's schema; `claims` has the coordinate of each clause about it, by keyword;
// `most`: so many at most.
Mutants body_mutants(const BoundClause& clause, const Generator& generator,
                     const std::map<std::size_t, std::string>& claims, std::size_t most);
// Of those claims, the ones that are violated with them.
std::vector<std::string> claims_of(const Violations& violations,
                                   const std::map<std::size_t, std::string>& claims);
// The same of a header's schema. What a line cannot say is left out.
Mutants header_value_mutants(const Contract& contract, const BoundClause& clause, const Generator& generator,
                             const BodyJudge& judge, const std::map<std::size_t, std::string>& claims,
                             std::size_t most);

}  // namespace avouch
