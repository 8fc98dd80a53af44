// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch {
namespace utf8_test {

std::string encoded(char32_t point) {
  std::string out;
  append_utf8(point, out);
  return out;
}

// The first and the last code point of each length: RFC 3629 §3.
TEST(Utf8, HasTheLengthOfItsCodePoint) {
  EXPECT_EQ(encoded(0), std::string(1, '\0'));
  EXPECT_EQ(encoded(0x7F), "\x7F");
  EXPECT_EQ(encoded(0x80), "\xC2\x80");
  EXPECT_EQ(encoded(0x7FF), "\xDF\xBF");
  EXPECT_EQ(encoded(0x800), "\xE0\xA0\x80");
  EXPECT_EQ(encoded(0xFFFF), "\xEF\xBF\xBF");
  EXPECT_EQ(encoded(0x10000), "\xF0\x90\x80\x80");
  EXPECT_EQ(encoded(0x10FFFF), "\xF4\x8F\xBF\xBF");
}

TEST(Utf8, OfASurrogateIsGeneralized) {
  EXPECT_EQ(encoded(0xD800), "\xED\xA0\x80");
}

}  // namespace utf8_test
}  // namespace avouch
