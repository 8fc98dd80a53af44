// SPDX-License-Identifier: MIT
// Header values against their schemas, keyword by keyword.
#include <gtest/gtest.h>

#include "base/text.h"
#include "contract/load.h"
#include "judge/answer.h"
#include "judge/judge.h"

namespace avouch {
namespace header_value_test {

Contract contract_of(const std::string& name, const std::string& header) {
  const std::string document =
      "{openapi: 3.1.0, info: {title: t, version: '1'}, paths: {/a: {get: {operationId: Get, responses: "
      "{'200': {description: d, headers: {" +
      name + ": " + header + "}}}}}}}";
  Result<Contract> contract = load_contract("made.yaml", {}, {{"made.yaml", document}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

// Lines are parted by "|"; "-" is no line at all.
Verdict judged(const Contract& contract, const std::string& clause, const std::string& name,
               std::string_view lines, int status = 200) {
  http::Response response{.status = status};
  if (lines != "-") {
    for (const std::string_view line : split(lines, '|'))
      response.fields.push_back({name, std::string(line)});
  }
  const Exchange exchange{.outcome = Received{.response = response, .end = {}}};
  Result<Judge> judge = Judge::make(contract, {});
  if (!judge) throw std::runtime_error(to_string(judge.errors()));
  for (const BoundClause& bound : contract.clauses) {
    if (bound.clause->coordinate == "Get/200/headers/" + name + "/" + clause)
      return judge->judge(bound, {{.has_credentials = true, .answer = Answer::of(exchange)}});
  }
  throw std::runtime_error("no clause " + clause);
}

struct Case {
  const char* name;
  const char* header;  // OpenAPI header object
  const char* clause;
  const char* lines;
  Outcome outcome;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.clause << " of " << shown.header << ": " << shown.lines;
}

class HeaderValue : public testing::TestWithParam<Case> {};

TEST_P(HeaderValue, IsHeldAgainstItsSchema) {
  const Case& tested = GetParam();
  const Verdict verdict =
      judged(contract_of(tested.name, tested.header), tested.clause, tested.name, tested.lines);
  EXPECT_EQ(verdict.outcome, tested.outcome) << verdict.reason;
  EXPECT_EQ(verdict.reason.empty(), tested.outcome == Outcome::holds);
  EXPECT_EQ(verdict.findings.empty(), tested.outcome != Outcome::violated);
}

constexpr Outcome kHolds = Outcome::holds;
constexpr Outcome kViolated = Outcome::violated;
constexpr Outcome kUnexercised = Outcome::unexercised;

constexpr const char* kColor = "{schema: {type: string, enum: [red, green]}}";
constexpr const char* kCount = "{schema: {type: integer, minimum: 5, maximum: 9}}";
constexpr const char* kIds =
    "{schema: {type: array, items: {type: integer, minimum: 1}, maxItems: 2, uniqueItems: true}}";
constexpr const char* kPoint = "{schema: {type: object, required: [x], properties: {x: {type: integer}}}}";
constexpr const char* kJson =
    "{content: {application/json: {schema: {type: object, properties: {a: {type: string, format: date}}}}}}";

constexpr Case kCases[] = {
    {"X", kColor, "value/enum", "red", kHolds},
    {"X", kColor, "value/enum", "\tgreen ", kHolds},
    {"X", kColor, "value/enum", "Red", kViolated},
    {"X", kColor, "value/enum", "", kViolated},
    {"X", kColor, "value/enum", "red|red", kUnexercised},
    {"X", kColor, "value/enum", "-", kUnexercised},
    {"X", kColor, "value/enum",
     "r\xe9"
     "d",
     kViolated},
    {"X", kCount, "value/minimum", "5", kHolds},
    {"X", kCount, "value/minimum", "4", kViolated},
    {"X", kCount, "value/minimum", "four", kUnexercised},
    {"X", kCount, "value/minimum", "05", kUnexercised},
    {"X", kCount, "value/minimum", "-100000000000000000000000000000", kViolated},
    {"X", kCount, "value/maximum", "10", kViolated},
    {"X", kIds, "value/items/minimum", "1, 2", kHolds},
    {"X", kIds, "value/items/minimum", "1|0", kViolated},
    {"X", kIds, "value/items/type", "1, a", kViolated},
    {"X", kIds, "value/items/type", "", kUnexercised},
    {"X", kIds, "value/maxItems", "1, 2", kHolds},
    {"X", kIds, "value/maxItems", "1|2|3", kViolated},
    {"X", kIds, "value/uniqueItems", "1, 1", kViolated},
    {"X", kIds, "type", "1;2", kHolds},
    {"X", kIds, "type", "1\x01", kViolated},
    {"X", kPoint, "value/required", "x,1", kHolds},
    {"X", kPoint, "value/required", "y,1", kViolated},
    {"X", kPoint, "value/required", "x", kUnexercised},
    {"X", kPoint, "value/x/type", "x,a", kViolated},
    {"X", kPoint, "value/x/type", "y,a", kUnexercised},
    {"X", kPoint, "type", "x,1", kHolds},
    {"X", kPoint, "type", "x|1", kHolds},
    {"X", kPoint, "type", "x", kViolated},
    {"X", kJson, "type", R"({"a": 1})", kHolds},
    {"X", kJson, "type", R"({"a": 1)", kViolated},
    {"X", kJson, "type", "{}|{}", kViolated},
    {"X", kJson, "value/type", "[]", kViolated},
    {"X", kJson, "value/a/format", R"({"a": "2024-02-29"})", kHolds},
    {"X", kJson, "value/a/format", R"({"a": "2024-02-30"})", kViolated},
    {"X", kJson, "value/a/type", R"({"a": 5})", kViolated},
    {"X", kJson, "value/a/type", "no", kUnexercised},
    {"Set-Cookie", "{schema: {type: string, pattern: Secure}}", "value/pattern", "a=1; Secure|b=2; Secure",
     kHolds},
    {"Set-Cookie", "{schema: {type: string, pattern: Secure}}", "value/pattern", "a=1; Secure|b=2",
     kViolated},
    {"X-Null", "{schema: {type: [integer, 'null'], minimum: 3}}", "value/minimum", "", kUnexercised},
    {"X-Null", "{schema: {type: [integer, 'null'], minimum: 3}}", "type", "", kHolds},
    {"X-Null", "{schema: {type: integer}}", "type", "", kViolated},
    // Of several readings the one that the schema accepts is meant.
    {"X", "{schema: {type: object, patternProperties: {^l: {type: integer}}, additionalProperties: false}}",
     "value/patternProperties/^l/type", "l,5", kHolds},
    {"X", "{schema: {type: object, patternProperties: {^l: {type: integer}}}}",
     "value/patternProperties/^l/type", "l,a", kViolated},
    {"X", "{schema: {type: array, contains: {type: integer}}}", "value/contains", "a, 5", kHolds},
    {"X", "{schema: {type: array, contains: {type: integer}}}", "value/contains", "a, b", kViolated},
    {"X", "{schema: {enum: ['1', 2]}}", "value/enum", "1", kHolds},
    {"X", "{schema: {enum: ['1', 2]}}", "value/enum", "3", kViolated},
    {"X", "{schema: {oneOf: [{type: integer, minimum: 1}, {type: string, enum: ['0', unlimited]}]}}",
     "value/oneOf", "0", kHolds},
    {"X", "{schema: {oneOf: [{type: integer}, {type: array, items: {type: integer}}]}}", "value/oneOf", "1,2",
     kHolds},
    {"X", "{schema: {minimum: 5}}", "type", "abc", kHolds},
    {"X", "{schema: {minimum: 5}}", "value/minimum", "4", kViolated},
    {"X", "{schema: {items: {maxLength: 3}}}", "value/items/maxLength", "12345", kViolated},
    {"X", "{schema: {anyOf: [{minimum: 5}, {type: string}]}}", "value/anyOf", "3", kHolds},
    {"X", "{schema: {const: {a: 1, b: x}}}", "value/const", "a,1,b,x", kHolds},
    {"X", "{schema: {const: {a: 1, b: x}}}", "value/const", "a,2,b,x", kViolated},
    {"X", "{explode: true, schema: {type: object, required: [a]}}", "value/required", "a = 5,", kHolds},
    {"Link", "{schema: {type: array, maxItems: 1}}", "value/maxItems", "<http://a/?x=1,2>; rel=next", kHolds},
    {"X", "{schema: {type: array, maxItems: 1}}", "value/maxItems", "<1,2>", kViolated},
    {"Set-Cookie", "{schema: {type: array, minItems: 2}}", "value/minItems", "a=b|c=d", kHolds},
    {"Set-Cookie", "{schema: {type: array, items: {type: string, pattern: '^\\w+='}}}", "value/items/pattern",
     "a=b; Expires=Wed, 21 Oct 2015 07:28:00 GMT", kHolds},
    {"Set-Cookie", "{schema: {type: array, items: {type: string, pattern: '^\\w+='}}}", "value/items/pattern",
     "a=b|c", kViolated},
    // One fault violates one clause.
    {"X", "{schema: {type: string, enum: [a]}}", "value/enum", "a\x01", kUnexercised},
    {"X", "{schema: {anyOf: [{type: integer}, {type: integer, minimum: 3}]}}", "value/anyOf", "abc",
     kUnexercised},
};

INSTANTIATE_TEST_SUITE_P(Cases, HeaderValue, testing::ValuesIn(kCases));

TEST(HeaderValueVerdict, NamesTheHeaderAndThePlaceInIt) {
  const Verdict color = judged(contract_of("X-Color", kColor), "value/enum", "X-Color", "blue");
  EXPECT_EQ(color.reason, "X-Color is \"blue\"; expected \"red\" or \"green\"");
  EXPECT_EQ(color.findings.at(0).where, "header X-Color");
  const Verdict ids = judged(contract_of("X-Ids", kIds), "value/items/minimum", "X-Ids", "3, 0");
  EXPECT_EQ(ids.reason, "X-Ids /1 is 0; expected at least 1");
  EXPECT_EQ(ids.findings.at(0).where, "header X-Ids /1");
  const Verdict point = judged(contract_of("X-Point", kPoint), "value/required", "X-Point", "x");
  EXPECT_EQ(point.reason, "X-Point cannot be read as names and values in turn, separated by commas");
}

TEST(HeaderValueVerdict, OfAnotherStatusIsUnexercised) {
  EXPECT_EQ(judged(contract_of("X", kColor), "value/enum", "X", "blue", 404).outcome, kUnexercised);
}

TEST(HeaderValueVerdict, ThatCannotBeJudgedIsUnexercisedAndTheRestIsJudged) {
  const Contract contract = contract_of("X", "{schema: {type: integer, pattern: '(a', maximum: 3}}");
  EXPECT_NE(contract.faults.at(0).place.pointer.find("/headers/X/schema/pattern"), std::string::npos);
  EXPECT_EQ(judged(contract, "value/maximum", "X", "4").outcome, Outcome::violated);
  EXPECT_EQ(judged(contract, "value/maximum", "X", "3").outcome, Outcome::holds);
  EXPECT_EQ(judged(contract, "type", "X", "3").outcome, Outcome::holds);
}

}  // namespace header_value_test
}  // namespace avouch
