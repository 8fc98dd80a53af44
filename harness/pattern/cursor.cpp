// SPDX-License-Identifier: MIT
#include "pattern/cursor.h"

#include <utility>

#include "base/text.h"

namespace avouch {

std::uint32_t PatternCursor::read_point() {
  const auto first = static_cast<unsigned char>(text_[at_]);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  std::uint32_t point = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i)
    point = (point << 6U) | (static_cast<unsigned char>(text_[at_ + i]) & 0x3FU);
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
          .mend = "Patterns are ECMA-262 regular expressions."};
}

}  // namespace avouch
