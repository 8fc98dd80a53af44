// SPDX-License-Identifier: MIT
// What stands for one character in an ECMA-262 regular expression: escapes and classes.
//
//   PatternCursor at{"[a-f\\d]x", 1};
//   CodePoints points;
//   read_class(at, points);   // a to f and 0 to 9; at.rest() == "x"
//
// Private to the parser of patterns. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "pattern/code_points.h"

namespace avouch {

// Where a parser stands.
struct PatternCursor {
  std::string_view pattern;
  std::size_t at = 0;

  bool more() const { return at < pattern.size(); }
  std::string_view rest() const { return pattern.substr(at); }
  char peek(std::size_t ahead = 0) const { return at + ahead < pattern.size() ? pattern[at + ahead] : '\0'; }
  bool take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at += word.size();
    return true;
  }
  // Precondition: more().
  char32_t take_point();
  // Digits; false where there are none.
  bool take_count(std::size_t& value);
};

// What an escape stands for: its only character where there is just one, else a set.
struct PatternEscape {
  bool is_set = false;
  char32_t point = 0;
};

// After the backslash: adds what it stands for. nullopt where it is not known.
std::optional<PatternEscape> read_escape(PatternCursor& cursor, CodePoints& points);

// After the "[": adds all of the class. False where it is none.
bool read_class(PatternCursor& cursor, CodePoints& points);

}  // namespace avouch
