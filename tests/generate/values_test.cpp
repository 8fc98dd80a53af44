// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/text.h"
#include "contract/schema/formats.h"
#include "generate/text/format_series.h"
#include "generate/text/format_text.h"
#include "generate/value.h"
#include "json/json_reader.h"
#include "judge/format/format.h"
#include "made.h"

namespace avouch {
namespace values_test {

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

TEST(ValueFor, IsSmallAndReadable) {
  const Made made(
      R"({"type": "object", "properties": {"id": {"type": "string", "pattern": "^AC[0-9a-f]{4}$"}, "n": {"type": "integer", "minimum": 5}}})");
  const Result<JsonValue> value = value_for(made.schema);
  ASSERT_TRUE(value);
  EXPECT_EQ(to_text(*value), R"({"id":"ACaaaa","n":5})");
}

TEST(ValueFor, IsExactAtBoundsOfAnyLength) {
  const auto value = [](const std::string& keywords) {
    const Made made("{\"type\": \"integer\", " + keywords + "}");
    const Result<JsonValue> number = value_for(made.schema);
    return number ? to_text(*number) : to_string(number.errors());
  };
  EXPECT_EQ(value(R"("exclusiveMinimum": 1e400)"), "1" + std::string(399, '0') + "1");
  EXPECT_EQ(value(R"("minimum": 1e40, "multipleOf": 7)"), "1" + std::string(39, '0') + "3");
  EXPECT_EQ(value(R"("exclusiveMaximum": -123456789012345678901234567890)"),
            "-123456789012345678901234567891");
  EXPECT_EQ(value(R"("const": 18446744073709551616)"), "18446744073709551616");
  EXPECT_EQ(value(R"("enum": [1.0, 2])"), "1.0");
}

TEST(ValueFor, PassesOverWhatAFaultHasBroken) {
  const auto value = [](const std::string& text) {
    Library library;
    const auto schema = load_schema(library, **library.add("s.json", text), "", Dialect::draft2020_12);
    const Result<JsonValue> made = value_for(*schema);
    return made ? to_text(*made) : to_string(made.errors());
  };
  EXPECT_EQ(value(R"({"const": "abc", "pattern": "("})"), R"("abc")");
  // Whether it conforms is unknown.
  EXPECT_EQ(value(R"({"oneOf": [{"type": "point"}, {"const": 5}]})"), R"("text")");
  EXPECT_EQ(value(R"({"properties": {"a": {"$ref": "#/x"}, "b": {"const": 1}}, "required": ["b"]})"),
            R"({"a":"text","b":1})");
}

TEST(ValueFor, RefusesWhatNothingSatisfies) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", R"({"type": "integer", "minimum": 3, "maximum": 2})"), "",
                  Dialect::draft2020_12);
  const Result<JsonValue> value = value_for(*schema);
  ASSERT_FALSE(value);
  EXPECT_EQ(value.errors()[0].title, "no value was found that the schema allows");
  EXPECT_EQ(value.errors()[0].place.file, "s.json");
}

// Of each branch beside the second one, only one of several ways to refuse it is possible.
TEST(ValueFor, IsOfTheOneBranchThatExcludesTheOthers) {
  Library library;
  const auto schema = load_schema(library, **library.add("s.json", R"({"oneOf": [
      {"type": "object", "required": ["type"],
       "allOf": [{"type": "object", "properties": {"paths": {"type": "array"}}}]},
      {"required": ["type"], "allOf": [{"type": "object"}]},
      {"required": ["type"], "allOf": [{"type": "object", "properties": {}, "required": ["hosts"]}]},
      {"required": ["type"], "allOf": [{"type": "object", "properties": {}, "required": ["host"]}]}]})"),
                                  "", Dialect::draft2020_12);
  const Result<JsonValue> value = value_for(*schema);
  ASSERT_TRUE(value) << to_string(value.errors());
  ASSERT_NE(value->find("paths"), nullptr) << to_text(*value);
  EXPECT_FALSE(value->find("paths")->is_array());
  EXPECT_TRUE(value->contains("type") && !value->contains("host") && !value->contains("hosts"));
}

TEST(ValueFor, TellsTheEndOfASearchFromASchemaThatAllowsNothing) {
  const auto error_of = [](const std::string& text) {
    Library library;
    const auto schema = load_schema(library, **library.add("s.json", text), "", Dialect::draft2020_12);
    return value_for(*schema).errors().front();
  };
  EXPECT_TRUE(is_end_of_search(error_of(R"({"type": "integer", "minimum": 3, "maximum": 2})")));
  EXPECT_TRUE(is_end_of_search(error_of(R"({"type": "string", "pattern": "^(?=a)b$"})")));
  EXPECT_FALSE(
      is_end_of_search(error_of(R"({"type": "object", "required": ["a"], "properties": {"a": false}})")));
}

}  // namespace values_test
}  // namespace avouch
