// SPDX-License-Identifier: MIT
#include "json/json_value.h"

#include <gtest/gtest.h>

#include <limits>

#include "json/json_reader.h"
#include "json/number.h"

namespace avouch {
namespace json_value_test {

TEST(JsonValue, IsWrittenAsItWasRead) {
  for (const char* text :
       {"null", "true", "1.0", "-0", "1E+400", "123456789012345678901234567890.10", R"("a\"b")",
        R"({"b":1,"a":[{},[],"\n\t\b\f\r\\ \u0001"],"":null})", "\"\xC3\xA9\xF0\x9F\x98\x80\""}) {
    EXPECT_EQ(to_text(json_of_text(text)), text);
  }
  EXPECT_EQ(to_text(json_of_text(" [ 1 , { \"a\" : 2 } ] ")), R"([1,{"a":2}])");
}

TEST(JsonValue, IsWrittenInAsciiAlone) {
  EXPECT_EQ(to_ascii_text(json_of_text("{\"\xC3\xA9\":\"\xF0\x9F\x98\x80\x7F\"}")),
            "{\"\\u00e9\":\"\\ud83d\\ude00\\u007f\"}");
}

TEST(JsonValue, IsWrittenAsUtf8WhateverItsBytes) {
  EXPECT_EQ(json_string("a\xFF\xC3"), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
  EXPECT_EQ(json_string("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"") << "an overlong form";
  EXPECT_EQ(json_string("\xED\xA0\x80z"), R"("\ud800z")") << "a lone surrogate is an escape again";
  EXPECT_EQ(to_text(json_of_text(R"("\ud800\udfff\ud83d")")), "\"\xF0\x90\x8F\xBF\\ud83d\"");
}

TEST(JsonValue, IsEqualByValue) {
  EXPECT_EQ(json_of_text(R"({"a":1,"b":[2.0]})"), json_of_text(R"({"b":[2],"a":1e0})"));
  EXPECT_EQ(json_of_text("1e400"), json_of_text("10E+399"));
  EXPECT_NE(json_of_text("1e400"), json_of_text("1e401"));
  EXPECT_NE(json_of_text("9007199254740993"), json_of_text("9007199254740992"));
  EXPECT_NE(json_of_text("0"), json_of_text("false"));
  EXPECT_NE(json_of_text(R"({"a":1})"), json_of_text(R"({"a":1,"b":1})"));
}

TEST(JsonValue, KeepsNumbersAndOrder) {
  const std::string text = R"({"b":1.0,"a":[1e400,"é\"\\\n\u0001",null,true,{}]})";
  EXPECT_EQ(to_text(json_of_text(text)), text);
}

TEST(JsonValue, IsEqualWhateverTheOrderOfMembers) {
  EXPECT_EQ(json_of_text(R"({"a": 1, "b": [2.0]})"), json_of_text(R"({"b": [2], "a": 1e0})"));
  EXPECT_NE(json_of_text("[1, 2]"), json_of_text("[2, 1]"));
  EXPECT_NE(json_of_text("0"), json_of_text("false"));
}

TEST(JsonValue, IsFoundByPointer) {
  JsonValue value = json_of_text(R"({"a":[10,{"":true}],"01":2,"m~n":{"x/y":3}})");
  EXPECT_EQ(to_text(*value.at("")), to_text(value));
  EXPECT_EQ(to_text(*value.at("/a/1/")), "true");
  EXPECT_EQ(to_text(*value.at("/m~0n/x~1y")), "3");
  for (const char* nowhere :
       {"/b", "/a/2", "/a/00", "/a/-", "/a/", "/a/0/x", "/a/18446744073709551616", "a", "/~2"})
    EXPECT_EQ(value.at(nowhere), nullptr) << nowhere;
  *value.at("/a/0") = JsonValue::string("x");
  value.set("01", JsonValue::null());
  value.set("new", JsonValue::array({JsonValue::integer(-5)}));
  value.drop("m~n");
  EXPECT_EQ(to_text(value), R"({"a":["x",{"":true}],"01":null,"new":[-5]})");
}

TEST(ReadJson, RefusesWhatIsNoJsonOrTooDeep) {
  EXPECT_EQ(read_json("{a: 1}"), std::nullopt);
  EXPECT_EQ(read_json("01"), std::nullopt);
  EXPECT_EQ(read_json(""), std::nullopt);
  EXPECT_NE(read_json(std::string(kJsonDepth, '[') + std::string(kJsonDepth, ']')), std::nullopt);
  EXPECT_EQ(read_json(std::string(kJsonDepth + 1, '[') + std::string(kJsonDepth + 1, ']')), std::nullopt);
  EXPECT_EQ(read_json(std::string(1'000'000, '[')), std::nullopt);
  EXPECT_EQ(to_text(*read_json(R"({"a":1,"b":2,"a":3})")), R"({"b":2,"a":3})") << "the last counts";
}

TEST(ReadJson, GivesEachValueItsLineWhereAsked) {
  const ParsedBody body = parse_body("{\n\"a\":[1,\n2],\n\n\"b\":\n{}}", {.keeps_lines = true});
  ASSERT_NE(body.instance, nullptr);
  const JsonValue value = json_of(body.instance->root(), body.lines);
  EXPECT_EQ(value.line, 1u);
  EXPECT_EQ(value.at("/a")->line, 2u);
  EXPECT_EQ(value.at("/a/0")->line, 2u);
  EXPECT_EQ(value.at("/a/1")->line, 3u);
  EXPECT_EQ(value.at("/b")->line, 5u) << "a member's line is that of its name";
  EXPECT_EQ(read_json("[1]")->at("/0")->line, 0u);
  EXPECT_TRUE(parse_body("[1]").lines.empty());
}

TEST(Number, IsWholeByValue) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(whole_number("5"), 5u);
  EXPECT_EQ(whole_number("2.0"), 2u);
  EXPECT_EQ(whole_number("12e1"), 120u);
  EXPECT_EQ(whole_number("-0"), 0u);
  EXPECT_EQ(whole_number("0.0e-400"), 0u);
  EXPECT_EQ(whole_number("18446744073709551615"), kMost);
  EXPECT_EQ(whole_number("18446744073709551614"), kMost - 1);
  EXPECT_EQ(whole_number("18446744073709551616"), kMost);
  EXPECT_EQ(whole_number("1e400"), kMost);
  EXPECT_EQ(whole_number("2.5"), std::nullopt);
  EXPECT_EQ(whole_number("-1"), std::nullopt);
  EXPECT_EQ(whole_number("1e-400"), std::nullopt);
}

TEST(Number, IsOneByTheGrammarOfJson) {
  for (const char* number : {"0", "-0", "1.0", "1e2", "1E+2", "-1.5e-30"})
    EXPECT_TRUE(is_json_number(number));
  for (const char* other : {"", "-", "+1", "01", ".5", "5.", "1e", "0x1", "1_0", "1 ", "NaN"})
    EXPECT_FALSE(is_json_number(other)) << other;
}

}  // namespace json_value_test
}  // namespace avouch
