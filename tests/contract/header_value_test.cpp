// SPDX-License-Identifier: MIT
#include "contract/header_value.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "json/json_reader.h"
#include "tests/contract/documents.h"

namespace avouch {
namespace header_value_test {

using namespace testing_documents;
using Type = DocumentedHeader::Type;

DocumentedHeader header_of(const std::string& object) {
  const Result<Contract> contract =
      load(with_responses("'200': {description: a, headers: {X: " + object + "}}"));
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return contract->operations[0].responses[0].headers.at(0);
}

struct Reading {
  const char* name;
  const char* header;  // OpenAPI header object
  const char* lines;   // parted by "|"
  const char* text;    // JSON; "-": it cannot be read
};

void PrintTo(const Reading& shown, std::ostream* out) {
  *out << shown.header << " of " << shown.lines;
}

class HeaderLines : public testing::TestWithParam<Reading> {};

TEST_P(HeaderLines, AreReadAsTheSchemaWants) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(GetParam().lines, '|')) lines.emplace_back(line);
  const std::vector<std::string> readings = header_readings(header_of(GetParam().header), lines);
  EXPECT_EQ(readings.empty() ? "-" : readings.front(), GetParam().text);
}

constexpr Reading kReadings[] = {
    {"NoSchema", "{}", "5", R"("5")"},
    {"AString", "{schema: {type: string}}", " true ", R"("true")"},
    {"TwoLinesOfAString", "{schema: {type: string}}", "a|b", R"("a, b")"},
    {"QuotesOfAString", "{schema: {type: string}}", R"("a\b")", R"("\"a\\b\"")"},
    {"NoUtf8", "{schema: {type: string}}", "caf\xe9", "\"caf\u00e9\""},
    {"AnInteger", "{schema: {type: integer}}", "-17", "-17"},
    {"ALongInteger", "{schema: {type: integer}}", "123456789012345678901234567890",
     "123456789012345678901234567890"},
    {"NoInteger", "{schema: {type: integer}}", "017", R"("017")"},
    {"ANumber", "{schema: {type: number}}", "1.50e3", "1.50e3"},
    {"ABoolean", "{schema: {type: boolean}}", "false", "false"},
    {"NoBoolean", "{schema: {type: boolean}}", "False", R"("False")"},
    {"NullOrANumber", "{schema: {type: [integer, 'null']}}", "", "null"},
    {"NullOrAString", "{schema: {type: [string, 'null']}}", "", R"("")"},
    {"AnEnumOfNumbers", "{schema: {enum: [1, 2]}}", "2", "2"},
    {"AnEnumOfTexts", "{schema: {enum: ['1', '2']}}", "2", R"("2")"},
    {"AConst", "{schema: {const: true}}", "true", "true"},
    {"BoundsAlone", "{schema: {maximum: 5}}", "7", "7"},
    {"LengthsAlone", "{schema: {maxLength: 5}}", "7", R"("7")"},
    {"AllOf", "{schema: {allOf: [{type: [integer, string]}, {type: integer}]}}", "7", "7"},
    {"OneOf", "{schema: {oneOf: [{type: integer}, {type: boolean}]}}", "true", "true"},
    {"OneOfATextToo", "{schema: {oneOf: [{type: integer}, {type: string}]}}", "7", "7"},
    {"AList", "{schema: {type: array}}", "a, 2,,b ", R"(["a","2","b"])"},
    {"AListOfLines", "{schema: {type: array, items: {type: integer}}}", "1,2|3", "[1,2,3]"},
    {"AListOfNothing", "{schema: {type: array, items: {type: integer}}}", "", "[]"},
    {"ItemsAlone", "{schema: {items: {type: boolean}}}", "true,no", R"([true,"no"])"},
    {"PrefixItems", "{schema: {type: array, prefixItems: [{type: integer}], items: {type: string}}}", "1,2",
     R"([1,"2"])"},
    {"QuotedCommas", "{schema: {type: array}}", R"("a,b", c="d,\",e", f)",
     R"(["\"a,b\"","c=\"d,\\\",e\"","f"])"},
    {"AnOpenQuote", "{schema: {type: array}}", R"(5" pipe, b)", R"(["5\" pipe","b"])"},
    {"AnObject", "{schema: {type: object, properties: {a: {type: integer}}}}", "a,1,b, 2",
     R"({"a":1,"b":"2"})"},
    {"AnObjectOfLines", "{schema: {type: object}}", "a|1", R"({"a":"1"})"},
    {"AnOddObject", "{schema: {type: object}}", "a,1,b", "-"},
    {"NoMembers", "{schema: {type: object}}", "", "{}"},
    {"AnExplodedObject", "{explode: true, schema: {type: object, properties: {a: {type: boolean}}}}",
     "a=true,b=x=y", R"({"a":true,"b":"x=y"})"},
    {"ATextInAnExplodedObject", "{explode: true, schema: {type: object}}", "a=1,b", "-"},
    {"OtherMembers",
     "{schema: {type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}}",
     "a,1,b,2", R"({"a":"1","b":2})"},
    {"Json", "{content: {application/json: {schema: {type: object}}}}", R"({"a": [1, 2]})",
     R"({"a": [1, 2]})"},
    {"TextContent", "{content: {text/plain: {schema: {type: integer}}}}", "1", R"("1")"},
};

INSTANTIATE_TEST_SUITE_P(Readings, HeaderLines, testing::ValuesIn(kReadings),
                         [](const auto& tested) { return std::string(tested.param.name); });

struct Writing {
  const char* name;
  const char* header;
  const char* value;  // JSON
  const char* text;   // "-": it cannot be written
};

void PrintTo(const Writing& shown, std::ostream* out) {
  *out << shown.value << " in " << shown.header;
}

class HeaderValue : public testing::TestWithParam<Writing> {};

TEST_P(HeaderValue, IsWrittenSoThatItIsReadAgain) {
  EXPECT_EQ(header_text(header_of(GetParam().header), json_of_text(GetParam().value)).value_or("-"),
            GetParam().text);
}

constexpr Writing kWritings[] = {
    {"AText", "{schema: {type: string}}", R"("a, b")", "a, b"},
    {"BlanksAtTheEnd", "{schema: {type: string}}", R"("a ")", "-"},
    {"ControlCharacters", "{schema: {type: string}}", R"("a\nX: b")", "-"},
    {"OneOfItsReadings", "{schema: {type: string}}", "5", "5"},
    {"AnotherOfItsReadings", "{schema: {type: integer}}", R"("5")", "5"},
    {"AnotherTextAsANumber", "{schema: {type: integer}}", R"("five")", "five"},
    {"ANumber", "{schema: {type: integer}}", "5", "5"},
    {"Null", "{schema: {type: integer}}", "null", "-"},
    {"AList", "{schema: {type: array, items: {type: integer}}}", "[1, 2]", "1,2"},
    {"ACommaInAnItem", "{schema: {type: array}}", R"(["a,b"])", "-"},
    {"AnEmptyItem", "{schema: {type: array}}", R"(["a", ""])", "-"},
    {"AListInAList", "{schema: {type: array}}", "[[1]]", "-"},
    {"AnObject", "{schema: {type: object, properties: {a: {type: integer}}}}", R"({"a": 1, "b": "x"})",
     "a,1,b,x"},
    {"AnExplodedObject", "{explode: true, schema: {type: object, properties: {a: {type: integer}}}}",
     R"({"a": 1, "b": "x"})", "a=1,b=x"},
    {"Json", "{content: {application/json: {}}}", R"({"a": ["é", null]})", R"({"a":["\u00e9",null]})"},
};

INSTANTIATE_TEST_SUITE_P(Writings, HeaderValue, testing::ValuesIn(kWritings),
                         [](const auto& tested) { return std::string(tested.param.name); });

std::string value_clauses(const std::string& object) {
  const Result<Contract> contract =
      load(with_responses("'200': {description: a, headers: {X: " + object + "}}"));
  if (!contract) return to_string(contract.errors());
  std::vector<std::string> suffixes;
  for (const BoundClause& bound : contract->clauses) {
    const std::string& name = bound.clause->coordinate;
    if (const std::size_t at = name.find("/headers/X/"); at != name.npos)
      suffixes.push_back(name.substr(at + 11));
  }
  return join(suffixes, " ");
}

// A text is always a string, so that no clause says so of an item or a member; JSON says its types itself.
TEST(HeaderClauses, AreThoseThatLinesCanContradict) {
  EXPECT_EQ(value_clauses("{schema: {type: string, pattern: ^a}}"), "type value/pattern");
  EXPECT_EQ(value_clauses("{required: true, schema: {type: integer, minimum: 1}}"),
            "required type value/minimum");
  EXPECT_EQ(value_clauses("{schema: {type: array, items: {type: string}}}"), "type");
  EXPECT_EQ(value_clauses("{schema: {type: array, items: {type: integer}}}"), "type value/items/type");
  EXPECT_EQ(value_clauses("{schema: {type: [integer, boolean]}}"), "type value/type");
  EXPECT_EQ(value_clauses("{schema: {type: object, required: [a]}}"), "type value/required");
  EXPECT_EQ(value_clauses("{content: {application/json: {schema: {type: string}}}}"), "type value/type");
}

}  // namespace header_value_test
}  // namespace avouch
