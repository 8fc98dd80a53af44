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

#include "base/random.h"
#include "pattern/tree.h"

namespace avouch {

class PatternTexts {
 public:
  // nullopt where the expression has something that is not read.
  static std::optional<PatternTexts> make(std::string_view pattern);

  const PatternTree& tree() const { return tree_; }

  // Of `least` to `most` code points where the expression lets it. Attempt 0 is the shortest and reads best;
  // the next ones try what lookaround asks for, then more and more of everything.
  std::string text(std::size_t least, std::size_t most, std::size_t attempt, Random& random) const;

 private:
  explicit PatternTexts(PatternTree tree) : tree_(std::move(tree)) {}
  PatternTree tree_;
};

}  // namespace avouch
