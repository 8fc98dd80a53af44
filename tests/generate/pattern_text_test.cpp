// SPDX-License-Identifier: MIT
#include "generate/text/string_value.h"

#include <gtest/gtest.h>

#include <ostream>

namespace avouch {
namespace pattern_text_test {

struct PatternCase {
  std::string name;
  std::string pattern;
  std::size_t least;
  std::size_t most;
  std::string text;  // "(none)" where there is none
};

void PrintTo(const PatternCase& shown, std::ostream* out) {
  *out << shown.pattern;
}

class PatternText : public testing::TestWithParam<PatternCase> {};

TEST_P(PatternText, IsAMatch) {
  const PatternCase& param = GetParam();
  const SchemaKeyword keyword{.kind = KeywordKind::pattern, .names = {param.pattern}};
  const StringRules rules{.fewest = param.least, .most = param.most, .holding = {&keyword}, .failing = {}};
  PatternShelf shelf;
  Random random(1);
  const std::optional<std::string> text = make_string(rules, {}, shelf, random);
  EXPECT_EQ(text.value_or("(none)"), param.text);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, PatternText,
    testing::Values(PatternCase{"literal", "^abc$", 0, 99, "abc"}, PatternCase{"unanchored", "b", 0, 99, "b"},
                    PatternCase{"unanchored_and_longer", "b", 3, 99, "bxx"},
                    PatternCase{"class", "^[0-9a-f]{4}$", 0, 99, "aaaa"},
                    PatternCase{"negated_class", "^[^a-zA-Z]$", 0, 99, "0"},
                    PatternCase{"class_with_hyphen_last", "^[_-]{2}$", 0, 99, "--"},
                    PatternCase{"hyphen_before_a_class", R"(^[.-\d]$)", 0, 99, "0"},
                    PatternCase{"escapes", R"(^\d\.\w\s?$)", 0, 99, "0.a"},
                    PatternCase{"alternatives", "^(?:cat|dog)s?$", 0, 99, "cat"},
                    PatternCase{"the_alternative_that_fits", "^(?:cat|mouse)$", 4, 99, "mouse"},
                    PatternCase{"named_group", "^(?<year>[0-9]{4})$", 0, 99, "0000"},
                    PatternCase{"grown_to_the_least_length", "^a+b*$", 6, 99, "aaaaaa"},
                    PatternCase{"fits_the_length", "^AC[0-9a-fA-F]{32}$", 34, 34,
                                "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
                    PatternCase{"too_short_for_the_length", "^abc$", 4, 9, "(none)"},
                    PatternCase{"too_long_for_the_length", "^abc$", 0, 2, "(none)"},
                    PatternCase{"lookahead", "^(?=a)a$", 0, 99, "a"},
                    PatternCase{"lookahead_further_on", "^(?=.*[0-9])[a-z0-9]{3}$", 0, 99, "0aa"},
                    PatternCase{"lookbehind", "(?<=a)b", 0, 99, "ab"},
                    PatternCase{"back_reference", R"(^(a)\1$)", 0, 99, "aa"},
                    PatternCase{"named_back_reference", R"(^(?<x>[ab])-\k<x>$)", 0, 99, "a-a"},
                    PatternCase{"property", R"(^\p{Lu}$)", 0, 99, "A"},
                    PatternCase{"script", R"(^\p{Script=Cyrillic}{2}$)", 0, 99, "\u0410\u0410"},
                    PatternCase{"code_point", R"(^\u{1F600}\x41\u00e9$)", 0, 99, "\U0001F600A\u00e9"},
                    PatternCase{"boundary", R"(^a\b b$)", 0, 99, "a b"},
                    PatternCase{"dot", "^.{3}$", 0, 99, "aaa"}, PatternCase{"empty", "^$", 0, 99, ""},
                    PatternCase{"deep", std::string(100, '(') + "a" + std::string(100, ')'), 0, 99, "a"},
                    PatternCase{"too_deep_for_the_engine",
                                std::string(300, '(') + "a" + std::string(300, ')'), 0, 99, "(none)"},
                    PatternCase{"hyphen_after_a_class", R"(^[\d--.]$)", 0, 99, "0"},
                    PatternCase{"never", "a^b", 0, 99, "(none)"}),
    [](const testing::TestParamInfo<PatternCase>& of) { return of.param.name; });

}  // namespace pattern_text_test
}  // namespace avouch
