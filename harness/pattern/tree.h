// SPDX-License-Identifier: MIT
// The syntax tree of an ECMA-262 regular expression (Unicode mode), to make texts from.
//
//   std::optional<PatternTree> tree = parse_pattern("^AC[0-9a-f]{32}$");
//   tree->root.least == 34
//
// What the judge's engine tolerates beyond Unicode mode is read the same way. A plain value.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "pattern/code_points.h"

namespace avouch {

struct PatternNode {
  enum class Kind {
    sequence,  // parts, one after the other; none: the empty text
    choice,    // one of parts
    set,       // one character of `points`
    repeat,    // parts[0], fewest to most times
    group,     // parts[0], which `number` refers back to
    back,      // what group `number` matched
    start,     // ^
    end,       // $
    boundary,  // \b, \B
    look,      // parts[0] matches (or not) from here, or up to here
  };

  Kind kind = Kind::sequence;
  std::vector<PatternNode> parts = {};
  CodePoints points = {};
  std::size_t fewest = 1;
  std::size_t most = 1;
  std::size_t number = 0;
  bool is_negative = false;  // of look
  bool is_behind = false;    // of look

  // How long texts that it matches are, in code points; kOpen where there is no end.
  std::size_t least = 0;
  std::size_t longest = 0;
};

inline constexpr std::size_t kOpen = std::numeric_limits<std::size_t>::max();

struct PatternTree {
  PatternNode root;
  bool has_conditions =
      false;                   // lookaround, \b, back references, inner ^ or $: what is written may not match
  bool is_anchored = false;    // ^ before and $ behind all of it: no text is longer than root.longest
  bool is_always_met = false;  // it matches the empty text anywhere, so every text: "", "a*", "(b|)"
};

// nullopt where it has something that is not read: groups deeper than 64, counts too great, unknown escapes.
std::optional<PatternTree> parse_pattern(std::string_view pattern);

}  // namespace avouch
