// SPDX-License-Identifier: MIT
// Texts that a regular expression is likely to match, made from its syntax tree.
//
//   std::optional<PatternTexts> texts = PatternTexts::make("^AC[0-9a-fA-F]{3}$");
//   texts->text(0, 99, 0, random) == "ACaaa"
//
// Without lookaround and the like they do match; with them, some of many do. The engine has the last word.
// Immutable once made.
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
  // nullopt where the expression is malformed, names a script that there is not, has groups deeper than the
  // engine takes, or matches just texts that are too long to make.
  static std::optional<PatternTexts> make(std::string_view pattern);

  const PatternTree& tree() const { return tree_; }
  const PatternExtent& extent() const { return extent_; }

  // Of `least` to `most` code points where the expression lets it. Attempt 0 is the shortest and reads best;
  // the next ones try what lookaround asks for, then more and more of everything.
  std::string text(std::size_t least, std::size_t most, std::size_t attempt, Random& random) const;

 private:
  explicit PatternTexts(PatternTree tree);
  bool choose_points();  // false where a script is unknown

  PatternTree tree_;
  PatternExtent extent_;
  std::vector<CodePoints> points_;  // of the nodes that are one character of several
};

}  // namespace avouch
