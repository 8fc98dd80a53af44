// SPDX-License-Identifier: MIT
// Whether one schema object accepts whatever another one accepts, as far as a comparison of what both say
// shows it: it may say no where a proof would say yes. For alternatives of an anyOf or a oneOf.
//
//   covers(schema, {.wide = 3, .narrow = 5})                        // 3 accepts each value that 5 accepts
//   covers(schema, {.wide = 3, .narrow = 5, .broken = keyword})     // even if that keyword of 5 is broken
//
// Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

struct Cover {
  std::size_t wide = 0;    // node
  std::size_t narrow = 0;  // node
  std::size_t broken = kNoKeyword;
};

// Whether `wide` accepts each value that breaks nothing of `narrow` but that keyword.
bool covers(const Schema& schema, const Cover& cover);
// The same, but no when the steps are used up. Takes from them what it needed.
bool covers(const Schema& schema, const Cover& cover, std::size_t& steps_left);

// The nodes that apply to a value together: these, and what they refer to or join.
std::vector<std::size_t> joined_nodes(const Schema& schema, std::vector<std::size_t> nodes);

}  // namespace avouch
