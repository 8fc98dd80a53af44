// SPDX-License-Identifier: MIT
// Computes the depth of the smallest value of each node of a schema. In a recursive value, the search uses it
// to take the alternative that ends first.
//
//   heights_of(schema)[0]   // 0: a string; 1: an object with a string in it; kEndlessHeight: no value ends
//
// Pure. An estimate: it considers only `required`, `minItems` and keywords that apply to the value itself.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

inline constexpr std::size_t kEndlessHeight = std::numeric_limits<std::size_t>::max();

// Returns the heights by node. Time: linear in the schema for each level of the deepest of these values.
std::vector<std::size_t> heights_of(const Schema& schema);

}  // namespace avouch
