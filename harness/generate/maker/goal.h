// SPDX-License-Identifier: MIT
// The way from the root of a schema to one of its keywords.
//
//   Taste taste{.goal = goal_of(schema, keyword)};   // the value will exercise the keyword
//
// Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/maker/taste.h"

namespace avouch {

struct SchemaStep {
  std::size_t keyword = 0;
  std::size_t branch = 0;
};

// Returns the steps from the root to the node. If several ways lead there, the first.
std::vector<SchemaStep> way_to(const Schema& schema, std::size_t node);

// Returns the properties that a value needs to exercise the keyword.
Goal goal_of(const Schema& schema, std::size_t keyword);

}  // namespace avouch
