// SPDX-License-Identifier: MIT
// Checks whether a text of any length is a valid pattern. Uses the same parser, but keeps no tree.
//
//   Result<std::set<std::string>> properties = check_pattern(R"(^\p{Lu}(a|b)*$)");   // Lu
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

// The errors of parse_pattern(), and a bracket or brace that opens or closes nothing. On success, the names
// of the properties, up to kMostProperties of them.
Result<std::set<std::string>> check_pattern(std::string_view ecma);

// More than the number of names in ECMA-262. If a pattern has more, one of the first is an unknown script.
inline constexpr std::size_t kMostProperties = 4096;

// Replaces PatternBuilder in the parser. Keeps only which of the open groups are lookarounds.
class PatternChecker {
 public:
  static constexpr bool kTakesLoneBrackets = false;

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
  PatternTree last_;  // the content of the last node
  std::vector<bool> is_look_;
  std::set<std::string> properties_;
};

}  // namespace avouch
