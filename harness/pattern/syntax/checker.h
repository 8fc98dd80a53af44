// SPDX-License-Identifier: MIT
// Whether a text is a pattern at all, for texts of any length: the same parser reads it, and no tree is kept.
//
//   Result<std::set<std::string>> properties = check_pattern(R"(^\p{Lu}(a|b)*$)");   // Lu
//
// Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

// What parse_pattern() says of it; besides, the names of the properties, up to kMostProperties of them.
Result<std::set<std::string>> check_pattern(std::string_view ecma);

// More than ECMA-262 has names for, so where there are more, one of the first is the name of no script.
inline constexpr std::size_t kMostProperties = 4096;

// In place of a PatternBuilder, for the parser: keeps of the groups that are open which are lookaround.
class PatternChecker {
 public:
  PatternTree& tree() { return last_; }
  std::size_t depth() const { return is_look_.size(); }

  PatternIndex add(const PatternNode& node, std::size_t begin, std::size_t end);
  void add_literal(char32_t, std::size_t, std::size_t) {}
  void repeat(const PatternNode&, std::size_t) {}
  void refer(PatternIndex, std::uint32_t) {}

  void open(const PatternNode& group, std::size_t begin, std::size_t body);
  void end_alternative(std::size_t, std::size_t) {}
  PatternNode close(std::size_t body_end, std::size_t end);

  std::set<std::string> take() && { return std::move(properties_); }

 private:
  PatternTree last_;  // what the last node is made of
  std::vector<bool> is_look_;
  std::set<std::string> properties_;
};

}  // namespace avouch
