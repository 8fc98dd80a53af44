// SPDX-License-Identifier: MIT
// Describes for people when a clause is violated and when it is not exercised. `avouch explain` prints this.
//
//   explanation_of(operation, clause).violated ==
//       "the documented request gets a status that is not documented"
//
// Matches what judge() does; tests/judge/explanation_test.cpp compares the two. Pure.
#pragma once

#include <string>

#include "contract/contract.h"

namespace avouch {

struct Explanation {
  std::string violated;  // empty: no response violates it
  std::string unexercised;
};

Explanation explanation_of(const Operation& operation, const BoundClause& clause);

}  // namespace avouch
