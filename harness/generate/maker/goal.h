// SPDX-License-Identifier: MIT
// The way from a schema's root to one of its keywords.
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

// From the root down to the node; of a shared node, the first way there.
std::vector<SchemaStep> way_to(const Schema& schema, std::size_t node);

// What a value must be made for so that the keyword is exercised.
Goal goal_of(const Schema& schema, std::size_t keyword);

}  // namespace avouch
