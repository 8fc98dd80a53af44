// SPDX-License-Identifier: MIT
// When a clause is violated and when it is not exercised, in words for people: what `avouch explain` prints.
//
//   explanation_of(operation, clause).violated == "the documented request gets a status that is not
//   documented"
//
// It says what judge() does; tests/judge/explanation_test.cpp holds one against the other. Pure.
#pragma once

#include <string>

#include "contract/contract.h"

namespace avouch {

struct Explanation {
  std::string violated;  // empty: no answer violates it
  std::string unexercised;
};

Explanation explanation_of(const Operation& operation, const BoundClause& clause);

}  // namespace avouch
