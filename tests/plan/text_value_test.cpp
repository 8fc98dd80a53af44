// SPDX-License-Identifier: MIT
#include "plan/text_value.h"

#include <gtest/gtest.h>

#include "contract/load.h"
#include "json/json_reader.h"
#include "plan/planner.h"

namespace avouch {
namespace text_value_test {

struct Case {
  const char* name;
  const char* schema;    // JSON
  const char* given;     // JSON
  const char* expected;  // JSON
};

std::shared_ptr<const Schema> schema_of(const std::string& text) {
  Library library;
  const auto document = library.add("s.json", text);
  return *load_schema(library, **document, "", Dialect::draft2020_12);
}

constexpr Case kCases[] = {
    {"Integer", R"({"type": "integer"})", R"("5")", "5"},
    {"IntegerThatIsNone", R"({"type": "integer"})", R"("x")", R"("x")"},
    {"IntegerByItsBounds", R"({"minimum": 1})", R"("5")", "5"},
    {"LongInteger", R"({"type": "integer"})", R"("12345678901234567890123")", "12345678901234567890123"},
    {"LargestInteger", R"({"type": "integer"})", R"("18446744073709551615")", "18446744073709551615"},
    {"NumberAsItIsWritten", R"({"type": "number"})", R"("1.50")", "1.50"},
    {"NumberBeyondADouble", R"({"type": "number"})", R"("-1E+400")", "-1E+400"},
    {"Number", R"({"type": "number"})", R"("1.5")", "1.5"},
    {"LeadingZerosAreNoNumber", R"({"type": "integer"})", R"("007")", R"("007")"},
    {"String", R"({"type": "string"})", R"("5")", R"("5")"},
    {"StringWithBlanks", R"({"type": "string"})", R"(" 5 ")", R"(" 5 ")"},
    {"NothingSaid", "{}", R"("5")", R"("5")"},
    {"Boolean", R"({"type": "boolean"})", R"("true")", "true"},
    {"BooleanThatIsNone", R"({"type": "boolean"})", R"("yes")", R"("yes")"},
    {"Either", R"({"anyOf": [{"type": "integer"}, {"type": "string"}]})", R"("5")", "5"},
    {"EitherOther", R"({"anyOf": [{"type": "integer"}, {"type": "string"}]})", R"("a5")", R"("a5")"},
    {"ByReference", R"({"$ref": "#/$defs/a", "$defs": {"a": {"type": "integer"}}})", R"("5")", "5"},
    {"NullableInteger", R"({"type": ["integer", "null"]})", R"("5")", "5"},
    {"NullCannotBeWritten", R"({"type": ["integer", "null"]})", R"("")", R"("")"},
    {"ArrayOfJson", R"({"type": "array", "items": {"type": "string"}})", R"("[\"a\",\"b,c\"]")",
     R"(["a", "b,c"])"},
    {"ArrayInStyleSimple", R"({"type": "array", "items": {"type": "integer"}})", R"("1,2")", "[1, 2]"},
    {"ArrayOfTexts", R"({"type": "array", "items": {"type": "string"}})", R"("1,b")", R"(["1", "b"])"},
    {"ArrayOfLongNumbers", R"({"type": "array", "items": {"type": "integer"}})",
     R"("1,12345678901234567890123")", "[1,12345678901234567890123]"},
    {"ObjectOfJson", R"({"type": "object"})", R"("{\"b\":1,\"a\":true}")", R"({"b":1,"a":true})"},
    {"ObjectInStyleSimple", R"({"type": "object", "properties": {"n": {"type": "integer"}}})", R"("n,1,s,2")",
     R"({"n": 1, "s": "2"})"},
    {"ObjectThatIsNone", R"({"type": "object"})", R"("x")", R"("x")"},
    {"ATomlNumberOfAString", R"({"type": "string"})", "5", R"("5")"},
    {"ATomlFlagOfAString", R"({"type": ["string", "null"]})", "true", R"("true")"},
    {"ATomlNumber", R"({"type": "integer"})", "5", "5"},
    {"ATomlNumberOfAnything", "{}", "5", "5"},
    {"ATomlList", R"({"type": "array"})", R"(["a"])", R"(["a"])"},
};

class GivenValues : public testing::TestWithParam<Case> {};

TEST_P(GivenValues, AreReadAsTheSchemaWantsThem) {
  const JsonValue value = value_given(schema_of(GetParam().schema), {}, json_of_text(GetParam().given));
  EXPECT_EQ(to_text(value), to_text(json_of_text(GetParam().expected)));
}

INSTANTIATE_TEST_SUITE_P(Read, GivenValues, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(AGivenValue, OfNoSchemaIsAsItWasGiven) {
  EXPECT_EQ(value_given(nullptr, {}, JsonValue::string("5")), JsonValue::string("5"));
}

TEST(AGivenValue, OfAMemberIsReadAsTheMemberWantsIt) {
  const auto schema = schema_of(
      R"({"properties": {"n": {"type": "integer"}, "s": {"type": "string"}, "l": {"type": "array"}}})");
  const auto read = [&](const char* name, const char* text) {
    return to_text(
        value_given(schema, {.of = ValuePosition::Of::member, .name = name}, JsonValue::string(text)));
  };
  EXPECT_EQ(read("n", "5"), "5");
  EXPECT_EQ(read("s", "5"), "\"5\"");
  EXPECT_EQ(read("l", "[1,2]"), "[1,2]");
  EXPECT_EQ(read("l", "1,2"), "\"1,2\"");
  EXPECT_EQ(read("other", "5"), "\"5\"");
  EXPECT_EQ(read("n", "12345678901234567890123"), "12345678901234567890123");
}

// What a text and a TOML number are planned as, and where a long identifier goes.
TEST(AGivenValue, PlansTheSameFromTextAndFromANumber) {
  const Result<Contract> contract = load_contract(
      "api.yaml", {},
      {{"api.yaml",
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a/{id}:\n    get: {operationId: Get, "
        "parameters: [{name: id, in: path, required: true, schema: {type: integer}}], responses: {'200': "
        "{description: d}, '404': {description: d}}}\n"}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const auto targets = [&](const JsonValue& given) {
    std::vector<std::string> all;
    for (const Probe& probe : make_plan(*contract, {.values = {{.name = "id", .value = given}}}).probes)
      all.push_back(probe.id + " " + probe.request.target);
    return all;
  };
  EXPECT_EQ(targets(JsonValue::string("1")), targets(JsonValue::integer(1)));
  EXPECT_EQ(targets(JsonValue::string("1")).back(), "Get/unknown-resource /a/987654321");
  EXPECT_EQ(targets(JsonValue::string("12345678901234567890123")).front(),
            "Get/documented /a/12345678901234567890123");
}

}  // namespace text_value_test
}  // namespace avouch
