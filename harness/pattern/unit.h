// SPDX-License-Identifier: MIT
// One escape, or one class, of an ECMA-262 pattern in PCRE2's words. For the pattern* files alone.
//
//   PatternCursor cursor(R"([a-z\d])");
//   std::string set = translate_class(cursor);
//
// What is wrong is noted in the cursor; what is returned then means nothing. Pure besides.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "pattern/cursor.h"

namespace avouch {

// One member of a class, or one escape: a single character, or a set.
struct PatternUnit {
  std::optional<std::uint32_t> point;
  std::string set;  // as it stands inside brackets
};

// From its backslash; what it means inside a class and out.
PatternUnit read_pattern_unit(PatternCursor& cursor);

// From its opening bracket to its closing one.
std::string translate_class(PatternCursor& cursor);

// The character itself, wherever it stands.
std::string escaped_point(std::uint32_t point);

}  // namespace avouch
