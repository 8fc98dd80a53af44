// SPDX-License-Identifier: MIT
// Generates texts that a regular expression is likely to match, from its syntax tree.
//
//   std::optional<PatternTexts> texts = PatternTexts::make("^AC[0-9a-fA-F]{3}$");
//   texts->text(0, 99, 0, random) == "ACaaa"
//
// Without lookaround and similar constructs, every text matches. With them, some of many texts match, so the
// caller must check with the engine. Immutable.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "pattern/code_points.h"
#include "pattern/extent.h"
#include "pattern/tree.h"

namespace avouch {

class PatternTexts {
 public:
  // nullopt if the expression is malformed, has a construct that the engine cannot match, names an unknown
  // script, nests groups deeper than the engine permits, or matches only texts that are too long to generate.
  static std::optional<PatternTexts> make(std::string_view pattern);

  const PatternTree& tree() const { return tree_; }
  const PatternExtent& extent() const { return extent_; }

  // Generates a text of `least` to `most` code points if the expression permits it. Attempt 0 is the shortest
  // and most readable. The next attempts satisfy lookarounds; later ones vary more and more.
  std::string text(std::size_t least, std::size_t most, std::size_t attempt, Random& random) const;

 private:
  explicit PatternTexts(PatternTree tree);
  bool choose_points();  // false if a script is unknown

  PatternTree tree_;
  PatternExtent extent_;
  std::vector<CodePoints> points_;  // of the nodes that are one character of several
};

}  // namespace avouch
