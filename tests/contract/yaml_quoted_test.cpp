// SPDX-License-Identifier: MIT
#include "contract/document/yaml_quoted.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch {
namespace yaml_quoted_test {

struct Quoted {
  const char* name;
  YamlQuote quote;
  std::string_view between;
  std::string_view text;
};

constexpr YamlQuote kSingle = YamlQuote::single_quote;
constexpr YamlQuote kDouble = YamlQuote::double_quote;

// YAML 1.2.2 §5.7, §6.5 and §7.3
constexpr Quoted kQuoted[] = {
    {"Empty", kSingle, "", ""},
    {"Quote", kSingle, "it''s", "it's"},
    {"QuotesInARow", kSingle, "a''''b''", "a''b'"},
    {"QuotesAlone", kSingle, "''''", "''"},
    {"BackslashInSingleQuotes", kSingle, "a\\n", "a\\n"},
    {"FoldedInSingleQuotes", kSingle, "a \n  ''b\n\n\n  c", "a 'b\n\nc"},
    {"BlanksAtTheEnds", kDouble, "  a  ", "  a  "},
    {"Folded", kDouble, "a\t \n\t b", "a b"},
    {"FoldedAtTheStart", kDouble, " \n  a", " a"},
    {"FoldedAtTheEnd", kDouble, "a\n  ", "a "},
    {"EmptyLines", kDouble, "a\n\n \n  b", "a\n\nb"},
    {"OfLinesThatEndAsInDos", kDouble, "a\r\n  b\r\n\r\n  c", "a b\nc"},
    {"EscapedBreak", kDouble, "a \\\n  b", "a b"},
    {"EscapedBreakBeforeEmptyLines", kDouble, "a\\\n\n\n  \"b", "a\n\n\"b"},
    {"EscapedBlankBeforeABreak", kDouble, "a\\ \n  b", "a  b"},
    {"EscapedTabAtTheStart", kDouble, "\n \\\tb", " \tb"},
    {"EscapesOfOneCharacter", kDouble, "\\a\\b\\t\\n\\v\\f\\r\\e\\\"\\/\\\\", "\a\b\t\n\v\f\r\x1B\"/\\"},
    {"Nul", kDouble, "a\\0b", std::string_view("a\0b", 3)},
    {"NamedBlanks", kDouble, "\\N\\_\\L\\P", "\u0085\u00A0\u2028\u2029"},
    {"Numbers", kDouble, "\\x41\\u00e9\\U0001F600", "Aé😀"},
    {"SurrogatePair", kDouble, "\\ud83d\\uDE00", "😀"},
    {"NotAscii", kDouble, "é'😀", "é'😀"},
};

class YamlQuoted : public testing::TestWithParam<Quoted> {};

TEST_P(YamlQuoted, StandsForThisText) {
  EXPECT_EQ(decoded_yaml_quotes(GetParam().between, GetParam().quote).value_or("none"), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Yaml122, YamlQuoted, testing::ValuesIn(kQuoted),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(YamlQuotedText, HasNoEscapesThatStandForNoCharacter) {
  for (const char* text : {"\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\u0041", "\\U00110000",
                           "\\q", "\\u00", "\\xg0", "\\"}) {
    EXPECT_FALSE(decoded_yaml_quotes(text, kDouble)) << text;
  }
}

}  // namespace yaml_quoted_test
}  // namespace avouch
