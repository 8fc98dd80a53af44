// SPDX-License-Identifier: MIT
// How long the texts are that an ECMA-262 pattern can match, as far as its structure tells.
//
//   pattern_extent("^AC[0-9a-f]{32}$")  ->  least 34, most 34
//
// Takes time and memory in proportion to the pattern, and recurses nowhere. Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

inline constexpr std::size_t kOpen = std::numeric_limits<std::size_t>::max();

// How long what a node matches is, in code points.
struct PatternSpan {
  std::size_t least = 0;
  std::size_t longest = 0;  // kOpen where there is no end
};

struct PatternExtent {
  std::size_t least = 0;  // code points that a matching text has at least
  // And at most; nullopt where nothing bounds it, or it is not anchored at both ends.
  std::optional<std::size_t> most;
  bool nests_repetition = false;  // (a+)+: an unbounded repetition of nothing but an unbounded repetition
  std::vector<PatternSpan> spans = {};  // of the tree's nodes, in their order
};

PatternExtent extent_of(const PatternTree& tree);

// nullopt where it has back references, whose length is what another group's happens to be, or is malformed.
std::optional<PatternExtent> pattern_extent(std::string_view pattern);

}  // namespace avouch
