// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <gtest/gtest.h>

namespace avouch {
namespace {

TEST(Printable, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(printable("naïve ✓ 🙂"), "naïve ✓ 🙂");
}

TEST(Printable, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\x1b[31mb\r\n\t\x7f"), "a\\x1b[31mb\\r\\n\\t\\x7f");
  EXPECT_EQ(printable("\u202Eevil\u0085"), "\\u{202e}evil\\u{0085}");
}

TEST(Printable, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(printable("a\xff\xc0\x80z"), "a\\xff\\xc0\\x80z");
}

TEST(InQuotes, ShortensByCodePointsAndSaysHowLongItWas) {
  EXPECT_EQ(in_quotes("ééééé", 3), "\"ééé…\" (10 bytes)");
  EXPECT_EQ(in_quotes("say \"hi\" \\"), "\"say \\\"hi\\\" \\\\\"");
}

TEST(FirstInvalidUtf8, FindsTheFirstBadByte) {
  EXPECT_EQ(first_invalid_utf8("plain é 🙂"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("ab\xed\xa0\x80"), 2u) << "a surrogate";
  EXPECT_EQ(first_invalid_utf8("\xf4\x90\x80\x80"), 0u) << "above U+10FFFF";
  EXPECT_EQ(first_invalid_utf8("\xe2\x82"), 0u) << "cut short";
  EXPECT_EQ(first_invalid_utf8("\xc1\xbf"), 0u) << "overlong";
}

TEST(CodePoints, AreNotBytes) {
  EXPECT_EQ(code_points("é🙂x"), 3u);
}

TEST(Nearest, OffersALikelyMisspelling) {
  EXPECT_EQ(nearest("onMessageAd", {"onMessageAdd", "onUserAdded"}), "onMessageAdd");
  EXPECT_EQ(nearest("zebra", {"onMessageAdd", "onUserAdded"}), std::nullopt);
}

TEST(TrimOws, TakesOffBlanksAndTabsOnly) {
  EXPECT_EQ(trim_ows(" \t a b \t"), "a b");
  EXPECT_EQ(trim_ows("\ra"), "\ra");
  EXPECT_EQ(trim_ows(" \t "), "");
}

TEST(Split, KeepsEmptyParts) {
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string_view>{"a", "", "b", ""}));
}

}  // namespace
}  // namespace avouch
