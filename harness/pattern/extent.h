// SPDX-License-Identifier: MIT
// How long the strings are that an ECMA-262 pattern can match, as far as its structure tells.
//
//   pattern_extent("^AC[0-9a-f]{32}$")  ->  least 34, most 34
//
// Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace avouch {

struct PatternExtent {
  std::size_t least = 0;  // code points that a matching string has at least
  std::optional<std::size_t>
      most;  // and at most; nullopt where nothing bounds it, or it is not anchored at both ends
  bool nests_repetition = false;  // (a+)+: an unbounded repetition of nothing but an unbounded repetition
};

// nullopt where the pattern uses what this does not follow (back references, surrogate pairs), or is
// malformed.
std::optional<PatternExtent> pattern_extent(std::string_view pattern);

}  // namespace avouch
