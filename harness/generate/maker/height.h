// SPDX-License-Identifier: MIT
// How deep the smallest value of each node of a schema is: where the search for a value comes back to a node
// that is being made, it takes the alternative that ends soonest.
//
//   heights_of(schema)[0]   // 0: a string will do; 1: an object with a string in it; kEndlessHeight: none
//   ends
//
// Pure. An estimate: it looks at what must be there by `required`, `minItems` and references alone.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

inline constexpr std::size_t kEndlessHeight = std::numeric_limits<std::size_t>::max();

// By node. Time is linear in the schema for each level of the deepest of these values.
std::vector<std::size_t> heights_of(const Schema& schema);

}  // namespace avouch
