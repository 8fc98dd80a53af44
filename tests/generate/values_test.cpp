// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/text.h"
#include "contract/schema/formats.h"
#include "generate/text/format_series.h"
#include "generate/text/format_text.h"
#include "generate/value.h"
#include "json/decimal.h"
#include "json/tree.h"
#include "judge/format/format.h"
#include "made.h"

namespace avouch {
namespace {

class FormatTexts : public testing::TestWithParam<std::string_view> {};

TEST_P(FormatTexts, AreOfTheFormat) {
  EXPECT_FALSE(format_texts(GetParam()).empty());
  for (const std::string_view text : format_texts(GetParam()))
    EXPECT_EQ(check_format(GetParam(), text), std::nullopt) << text;
}

TEST_P(FormatTexts, HaveFaultsThatAreNot) {
  const bool is_any_text = GetParam() == "binary" || GetParam() == "password";
  EXPECT_EQ(format_faults(GetParam()).empty(), is_any_text);
  for (const FormatFault& fault : format_faults(GetParam()))
    EXPECT_NE(check_format(GetParam(), fault.text), std::nullopt) << fault.text;
}

TEST_P(FormatTexts, AreMadeLonger) {
  const std::string text = long_format_text(GetParam(), 16);
  if (text.empty()) return;
  EXPECT_GE(code_points(text), 16U);
  EXPECT_EQ(check_format(GetParam(), text), std::nullopt) << text;
}

TEST_P(FormatTexts, AreNumberedWithoutEnd) {
  std::set<std::string> texts;
  for (const std::size_t number : {0, 1, 2, 27, 28, 30, 31, 32, 299, 336, 5000}) {
    const std::string text = numbered_format_text(GetParam(), number);
    if (text.empty()) continue;
    EXPECT_EQ(check_format(GetParam(), text), std::nullopt) << text;
    EXPECT_TRUE(texts.insert(text).second) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, FormatTexts,
                         testing::ValuesIn(known_formats().begin(), known_formats().end()),
                         [](const testing::TestParamInfo<std::string_view>& of) {
                           std::string name(of.param);
                           for (char& c : name) {
                             if (c == '-') c = '_';
                           }
                           return name;
                         });

TEST(Decimal, IsExact) {
  const auto number = [](const char* text) { return *Decimal::parse(text); };
  EXPECT_EQ(to_text(*plus(number("19.99"), number("0.01"))), "20");
  EXPECT_EQ(to_text(*minus(number("0.3"), number("0.1"))), "0.2");
  EXPECT_EQ(to_text(*plus(number("1e3"), number("-1e-3"))), "999.999");
  EXPECT_EQ(to_text(*multiple_above(number("5"), number("4"))), "8");
  EXPECT_EQ(to_text(*multiple_below(number("-5"), number("4"))), "-8");
  EXPECT_EQ(to_text(*multiple_above(number("19.991"), number("0.01"))), "20");
  EXPECT_EQ(to_text(*common_multiple(number("0.4"), number("0.6"))), "1.2");
  EXPECT_EQ(to_text(*half(number("1"))), "0.5");
  EXPECT_EQ(to_text(number("-0.0")), "0");
  EXPECT_EQ(to_text(number("1e100")), "1e100");
  EXPECT_EQ(Decimal::parse("1e500"), std::nullopt);
  EXPECT_EQ(plus(number("1e300"), number("1")), std::nullopt);
}

TEST(Tree, KeepsNumbersAndOrder) {
  const std::string text = R"({"b":1.0,"a":[1e400,"é\"\\\n\u0001",null,true,{}]})";
  EXPECT_EQ(to_text(tree_of_text(text)), text);
}

TEST(Tree, IsEqualByValue) {
  EXPECT_TRUE(same(tree_of_text(R"({"a": 1, "b": [2.0]})"), tree_of_text(R"({"b": [2], "a": 1e0})")));
  EXPECT_FALSE(same(tree_of_text("[1, 2]"), tree_of_text("[2, 1]")));
  EXPECT_FALSE(same(tree_of_text("0"), tree_of_text("false")));
}

TEST(ValueFor, IsSmallAndReadable) {
  const Made made(
      R"({"type": "object", "properties": {"id": {"type": "string", "pattern": "^AC[0-9a-f]{4}$"}, "n": {"type": "integer", "minimum": 5}}})");
  const Result<nlohmann::json> value = value_for(made.schema);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->dump(), R"({"id":"ACaaaa","n":5})");
}

TEST(ValueFor, RefusesWhatNothingSatisfies) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", R"({"type": "integer", "minimum": 3, "maximum": 2})"), "",
                  Dialect::draft2020_12);
  const Result<nlohmann::json> value = value_for(*schema);
  ASSERT_FALSE(value);
  EXPECT_EQ(value.errors()[0].title, "no value was found that the schema allows");
  EXPECT_EQ(value.errors()[0].place.file, "s.json");
}

}  // namespace
}  // namespace avouch
