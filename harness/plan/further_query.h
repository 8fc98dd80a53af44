// SPDX-License-Identifier: MIT
// Optional parameters of a query that may make an answer show more than the documented call does: members
// that are left out otherwise, and resources in place of their identifiers.
//
//   further_queries(list_books)  ->  {"expand", "author,publisher"}, {"fields", "*.*.*"}, {"draft", true}
//
// A server may refuse or ignore each of these values. Pure.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "json/json_value.h"

namespace avouch {

struct FurtherQuery {
  std::string parameter;
  JsonValue value;
};

// One at a time, at most four: parameters whose names ask for more (expand, include, fields, …), with the
// documented example, else the documented values, else what the schema of the usual answer describes; and
// booleans, with the value that is not their default.
std::vector<FurtherQuery> further_queries(const Operation& operation);

}  // namespace avouch
