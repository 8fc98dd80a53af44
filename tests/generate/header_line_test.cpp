// SPDX-License-Identifier: MIT
#include "generate/text/header_line.h"

#include <gtest/gtest.h>

#include "contract/load.h"
#include "http/field_syntax.h"

namespace avouch {
namespace header_line_test {

struct Case {
  const char* name;
  const char* header;  // OpenAPI header object
  const char* line;    // "-": none can be made
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name << ": " << shown.header;
}

class ConformantLine : public testing::TestWithParam<Case> {};

TEST_P(ConformantLine, IsWhatTheDocumentationAllows) {
  const std::string document =
      "{openapi: 3.1.0, info: {title: t, version: '1'}, paths: {/a: {get: {operationId: Get, responses: "
      "{'200': {description: d, headers: {" +
      std::string(GetParam().name) + ": " + GetParam().header + "}}}}}}}";
  const Result<Contract> contract = load_contract("made.yaml", {}, {{"made.yaml", document}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  EXPECT_EQ(conformant_line(contract->operations[0].responses[0].headers[0]).value_or("-"), GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ConformantLine,
    testing::Values(
        Case{"X", "{}", "text"}, Case{"X", "{example: hello}", "hello"},
        Case{"X", "{schema: {type: integer, example: 7}}", "7"},
        Case{"X", "{schema: {type: integer}, example: many}", "1"},
        Case{"X", "{schema: {type: boolean}, example: 'true'}", "true"},
        Case{"X", "{schema: {type: array}, example: [a, b]}", "a,b"},
        Case{"X", "{schema: {type: string, enum: [red, green]}}", "red"},
        Case{"X", "{schema: {type: string, enum: [red, green]}, example: blue}", "red"},
        Case{"X", "{examples: {a: {value: blue}, b: {value: green}}, schema: {enum: [red, green]}}", "green"},
        Case{"X", "{schema: {type: integer, minimum: 5, multipleOf: 4}}", "8"},
        Case{"X", "{schema: {type: array, items: {type: integer, minimum: 3}, minItems: 2}}", "3,3"},
        Case{"X", "{schema: {type: object}}", "a,1"},
        Case{"X", "{schema: {type: object}, explode: true}", "a=1"},
        Case{"X", "{content: {application/json: {}}}", "{}"},
        Case{"X", "{content: {application/json: {schema: {const: [é]}}}}", R"(["\u00e9"])"},
        Case{"X", "{schema: {minLength: 5, maxLength: 3}}", "-"},
        Case{"X", "{schema: {enum: [\"a\\nb\"]}}", "-"},
        Case{"X", "{schema: {const: {a: 1, b: x}}}", "a,1,b,x"},
        Case{"X", "{schema: {type: string, pattern: '^Bearer '}}", "Bearer x"},
        Case{"Date", "{schema: {type: string, format: date-time}}", "-"}, Case{"ETag", "{}", "\"1\""},
        Case{"ETag", "{example: abc}", "\"1\""}, Case{"ETag", "{example: 'W/\"abc\"'}", "W/\"abc\""},
        Case{"ETag", "{schema: {pattern: '^[a-z]*$'}}", "-"},
        Case{"Location", "{schema: {type: string}, example: 'a b'}", "/"},
        Case{"Location", "{schema: {type: string}, example: 'a'}", "a"},
        Case{"Retry-After", "{schema: {type: integer, minimum: 30}}", "30"}));

// Of each field whose syntax a standard fixes, a server can say something.
TEST(ConformantLineOf, EveryStandardFieldIsMade) {
  for (const http::FieldSyntax& syntax : http::field_syntaxes()) {
    const auto line = conformant_line({.name = std::string(syntax.field)});
    ASSERT_TRUE(line) << syntax.field;
    EXPECT_EQ(http::field_fault(syntax.field, {*line}), std::nullopt) << syntax.field << ": " << *line;
  }
}

}  // namespace header_line_test
}  // namespace avouch
