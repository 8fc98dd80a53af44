// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <gtest/gtest.h>

namespace avouch {
namespace text_test {

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

TEST(Printable, EscapesWhatAReaderDoesNotSee) {
  EXPECT_EQ(printable("a\u200Bb\u00ADc\uFE0Fd\u3164e\u115Ff\u2028g\u2066h"),
            "a\\u{200b}b\\u{00ad}c\\u{fe0f}d\\u{3164}e\\u{115f}f\\u{2028}g\\u{2066}h");
  EXPECT_EQ(printable("a\U000E0061b\U000E0001"), "a\\u{e0061}b\\u{e0001}") << "tags";
  EXPECT_EQ(printable("a\u00A0b\u3000c\uFFFE"), "a\\u{00a0}b\\u{3000}c\\u{fffe}");
  EXPECT_EQ(printable("\u00A1\u2010\u2029\u2030\u2064\u2070"), "\u00A1\u2010\\u{2029}\u2030\\u{2064}\u2070")
      << "and not their neighbours";
}

TEST(Printable, GivesNoCommandToTheMachineThatKeepsTheLog) {
  EXPECT_EQ(printable("::error::x"), "\\x3a:error::x");
  EXPECT_EQ(printable("seen ::set-output name=a::b"), "seen \\x3a:set-output name=a::b");
  EXPECT_EQ(printable("a ##[error]b ##vso[task.x]c ###[d ##teamcity[e"),
            "a #\\x23[error]b #\\x23vso[task.x]c ##\\x23[d #\\x23teamcity[e");
  EXPECT_EQ(printable("std::string [::1] a:: # ## ##x #[y] x: y"),
            "std::string [::1] a:: # ## ##x #[y] x: y");
  EXPECT_EQ(in_quotes("::1"), "\"::1\"") << "the quote stands at the beginning";
  for (const char* text : {"::error::x", "a ::b", "##[x]"})
    EXPECT_EQ(printable(printable(text)), printable(text));
}

TEST(Seen, EscapesNothingElse) {
  EXPECT_EQ(seen("a\n\x1b\xff::b##[c\u200B"), "a\n\x1b\xff::b##[c\\u{200b}");
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
  EXPECT_EQ(nearest("rnu", {"mock", "run"}), "run");
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

}  // namespace text_test
}  // namespace avouch
