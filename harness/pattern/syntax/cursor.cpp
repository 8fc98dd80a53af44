// SPDX-License-Identifier: MIT
#include "pattern/syntax/cursor.h"

#include <utility>

#include "base/text.h"
#include "pattern/code_points.h"

namespace avouch {

bool PatternCursor::take(std::string_view text) {
  if (!next_is(text)) return false;
  at_ += text.size();
  return true;
}

char32_t PatternCursor::read_point() {
  const std::size_t length = utf8_length(text_[at_]);
  const char32_t point = code_points_of(text_.substr(at_, length)).front();
  at_ += length;
  return point;
}

void PatternCursor::fail(std::size_t at, std::string why) {
  if (has_failed()) return;
  error_ = std::move(why);
  error_at_ = at;
}

Error PatternCursor::error() const {
  const std::size_t before = code_points(text_.substr(0, error_at_));
  return {.title = error_ + ", after " + counted(before, "character", "characters"),
          .place = {},
          .hint = "Patterns are ECMA-262 regular expressions."};
}

}  // namespace avouch
