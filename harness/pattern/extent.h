// SPDX-License-Identifier: MIT
// The minimum and maximum length of the texts that an ECMA-262 pattern can match, derived from its structure.
//
//   pattern_extent("^AC[0-9a-f]{32}$")  ->  least 34, most 34
//
// Uses time and memory linear in the pattern. Does not recurse. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

inline constexpr std::size_t kOpen = std::numeric_limits<std::size_t>::max();

// The length of the texts that a node matches, in code points.
struct PatternSpan {
  std::size_t least = 0;
  std::size_t longest = 0;  // kOpen if unbounded
};

struct PatternExtent {
  std::size_t least = 0;  // minimum length of a matching text, in code points
  // Maximum length; nullopt if it is unbounded or the pattern is not anchored at both ends.
  std::optional<std::size_t> most;
  bool nests_repetition = false;        // (a+)+: an unbounded repetition of only an unbounded repetition
  std::vector<PatternSpan> spans = {};  // of the tree's nodes, in order
};

PatternExtent extent_of(const PatternTree& tree);

// nullopt if the pattern is malformed, has a construct that the engine cannot match, or has back references,
// whose length depends on another group's match.
std::optional<PatternExtent> pattern_extent(std::string_view pattern);

}  // namespace avouch
