// SPDX-License-Identifier: MIT
#include "oracle/oracle.h"

#include <gtest/gtest.h>

#include <string>

#include "base/work_budget.h"

namespace avouch {
namespace oracle_test {

Oracle oracle_of(const std::string& schema, const OracleLimits& limits = {}) {
  Result<Oracle> made = Oracle::make(schema, limits);
  if (!made) throw std::runtime_error(to_string(made.errors()));
  return *std::move(made);
}

Opinion opinion_of(const std::string& schema, const std::string& value, const OracleLimits& limits = {}) {
  return oracle_of(schema, limits).opinion_of(*parse_body(value).instance);
}

struct Case {
  const char* schema;
  const char* value;
  bool accepts;
};

class OracleCase : public testing::TestWithParam<Case> {};

TEST_P(OracleCase, IsAcceptedOrRefused) {
  EXPECT_EQ(opinion_of(GetParam().schema, GetParam().value).accepts, GetParam().accepts)
      << GetParam().schema << " " << GetParam().value;
}

constexpr Case kCases[] = {
    {R"({"type": "integer"})", "1", true},
    {R"({"type": "integer"})", "1.0", true},
    {R"({"type": "integer"})", "1e3", true},
    {R"({"type": "integer"})", "1.5", false},
    {R"({"enum": [1, "a", {"b": [null]}]})", "1.0", true},
    {R"({"enum": [1, "a", {"b": [null]}]})", R"({"b": [null]})", true},
    {R"({"enum": [1, "a", {"b": [null]}]})", R"({"b": [false]})", false},
    {R"({"const": true})", "1", false},
    {R"({"maxLength": 2})", R"("äöü")", false},
    {R"({"maxLength": 3})", R"("äöü")", true},
    {R"({"uniqueItems": true})", "[1, 2, 1.0]", false},
    {R"({"uniqueItems": true})", "[1, 2, \"1\"]", true},
    {R"({"required": ["a"]})", R"({"a": 1})", true},
    {R"({"required": ["a"]})", R"({"b": 1})", false},
    {R"({"propertyNames": {"enum": ["a"]}})", R"({"b": 1})", false},
    {R"({"properties": {"a": {"type": "string"}}})", R"({"a": "x", "a": 1})", false},  // the last counts
    {R"({"properties": {"pattern": {"type": "string"}}})", R"({"pattern": 1})", false},
    {R"({"items": [{"type": "null"}], "additionalItems": false})", "[null]", true},
    {R"({"items": [{"type": "null"}], "additionalItems": false})", "[null, 1]", false},
    {R"({"$ref": "#/definitions/0", "definitions": [{"items": {"$ref": "#/definitions/0"}, "type": "array"}]})",
     "[[], [[]]]", true},
    {R"({"$ref": "#/definitions/0", "definitions": [{"items": {"$ref": "#/definitions/0"}, "type": "array"}]})",
     "[[], [[1]]]", false},
    {"false", "1", false},
    {"true", "1", true},
};

INSTANTIATE_TEST_SUITE_P(Cases, OracleCase, testing::ValuesIn(kCases));

TEST(Oracle, RefusesWhatItWouldGiveToARegularExpression) {
  for (const char* schema :
       {R"({"pattern": "a"})", R"({"format": "date"})", R"({"patternProperties": {}})",
        R"({"properties": {"a": {"anyOf": [{}, {"items": {"pattern": "a"}}]}}})",
        R"({"definitions": {"a": {"format": "x"}}})", R"({"definitions": [{"format": "x"}]})",
        R"({"dependencies": {"a": {"not": {"pattern": "a"}}}})"}) {
    EXPECT_FALSE(Oracle::make(schema)) << schema;
  }
  // These are names and values.
  EXPECT_TRUE(
      Oracle::make(R"({"properties": {"format": {}}, "enum": [{"pattern": "a"}], "required": ["format"]})"));
}

TEST(Oracle, RefusesWhatIsNoSchema) {
  for (const char* schema : {"", "{", "1", R"({"type": 1})", R"({"$ref": "#/nowhere"})",
                             R"({"$ref": "http://a.example/b"})", R"({"maxItems": "x"})"}) {
    EXPECT_FALSE(Oracle::make(schema)) << schema;
  }
}

// Each schema leads to the next: valijson recurses on as many levels.
TEST(Oracle, RefusesASchemaThatItWouldOverflowTheStackOf) {
  std::string definitions;
  for (int i = 1; i < 50'000; ++i)
    definitions += R"({"allOf": [{"$ref": "#/definitions/)" + std::to_string(i) + "\"}]},";
  const Result<Oracle> made =
      Oracle::make(R"({"$ref": "#/definitions/0", "definitions": [)" + definitions + "{}]}");
  ASSERT_FALSE(static_cast<bool>(made));
  EXPECT_EQ(made.errors().front().title, "the second validator cannot read the schema: it is too large");
}

TEST(Oracle, SaysNothingOfValuesThatItDoesNotCarry) {
  for (const char* value :
       {"1234567890123456", "0.1234567890123456", "1e15", "1e400", "1e-400", "[0, -1e99999]"})
    EXPECT_EQ(opinion_of("true", value).unsaid, Unsaid::numbers) << value;
  for (const char* value : {R"("a\u0000b")", R"("\ud800")", R"({"\u0000": 1})"})
    EXPECT_EQ(opinion_of("true", value).unsaid, Unsaid::text) << value;
  EXPECT_EQ(opinion_of("true", std::string(300, '[') + std::string(300, ']')).unsaid, Unsaid::size);
  EXPECT_EQ(opinion_of("true", std::string(300'000, '[') + std::string(300'000, ']')).unsaid, Unsaid::size);
  EXPECT_EQ(opinion_of("true", "[1, 2, 3]", {.members = 2}).unsaid, Unsaid::size);
  EXPECT_EQ(opinion_of("true", R"({"a": 1, "b": 2})", {.members = 1}).unsaid, Unsaid::size);
  EXPECT_EQ(opinion_of("true", "[[1], [2]]", {.values = 4}).unsaid, Unsaid::size);
}

// Each level asks twice of the one below: 2^40 steps without a budget.
std::string doubled_schema() {
  std::string definitions;
  for (int i = 0; i < 40; ++i) {
    const std::string next = R"({"$ref": "#/definitions/)" + std::to_string(i + 1) + "\"}";
    definitions += R"({"type": "null", "allOf": [)" + next + "," + next + "]},";
  }
  return R"({"$ref": "#/definitions/0", "definitions": [)" + definitions + R"({"type": "null"}]})";
}

TEST(Oracle, StopsWhereASchemaTakesTooManySteps) {
  EXPECT_EQ(opinion_of(doubled_schema(), "null", {.steps = 100'000}).unsaid, Unsaid::steps);
}

bool must_end = false;

TEST(Oracle, StopsWhereItMustEnd) {
  must_end = false;
  const Oracle oracle = oracle_of(
      doubled_schema(), {.steps = WorkBudget::kUnlimitedSteps, .must_end = [] { return must_end; }});
  must_end = true;
  EXPECT_EQ(oracle.opinion_of(*parse_body("null").instance).unsaid, Unsaid::steps);
  EXPECT_TRUE(oracle.faults(*parse_body("null").instance).empty());
}

// So a schema costs a bounded number of steps, however many values are asked about.
TEST(Budget, IsNotSpentOnEachValueOfACostlySchema) {
  const Result<Oracle> oracle = Oracle::make(R"({"anyOf":[{"type":"null"},{"items":{"enum":[1,2,3,4,5]}}]})",
                                             {.steps = 200, .given_up = 2});
  ASSERT_TRUE(oracle);
  std::string many = "[1";
  for (int i = 0; i < 200; ++i) many += ",1";
  EXPECT_EQ(oracle->opinion_of(*parse_body("[1]").instance).accepts, true);
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(oracle->opinion_of(*parse_body(many + "]").instance).unsaid, Unsaid::steps);
  EXPECT_EQ(oracle->opinion_of(*parse_body("[1]").instance).unsaid, Unsaid::steps);
}

// Also where none of them takes too many.
TEST(Budget, IsSharedByAllValues) {
  const Result<Oracle> oracle = Oracle::make(R"({"items": {"type": "integer"}})", {.all_steps = 100});
  ASSERT_TRUE(oracle);
  const auto judged = [&] { return oracle->opinion_of(*parse_body("[1, 2, 3]").instance); };
  EXPECT_EQ(judged().accepts, true);
  for (int i = 0; i < 50; ++i) judged();
  EXPECT_EQ(judged().unsaid, Unsaid::steps);
}

TEST(Oracle, SaysWhereAValueIsWrong) {
  const Oracle oracle =
      oracle_of(R"({"properties": {"a/b": {"items": {"type": "string"}}}, "required": ["c"]})");
  const std::vector<OracleFault> faults = oracle.faults(*parse_body(R"({"a/b": ["x", 1]})").instance);
  ASSERT_FALSE(faults.empty());
  bool is_placed = false;
  for (const OracleFault& fault : faults) is_placed = is_placed || fault.pointer == "/a~1b/1";
  EXPECT_TRUE(is_placed);
  EXPECT_TRUE(oracle.faults(*parse_body(R"({"a/b": ["x"], "c": 1})").instance).empty());
}

TEST(FitsDouble, KnowsWhichNumbersDoublesKeepApart) {
  for (const char* number : {"0", "-0.0", "0e99", "1", "-1.5", "123456789012345", "0.1", "1e14", "1.50e-200",
                             "100000000000000", "0.000123", "120000e-3", "999999999999999"})
    EXPECT_TRUE(fits_double(number)) << number;
  for (const char* number : {"1234567890123456", "1000000000000001", "1e15", "1000000000000000", "1e-300",
                             "0.1000000000000001", "1e99999999999999999999", "-1e16", "12345678901234.56"})
    EXPECT_FALSE(fits_double(number)) << number;
}

}  // namespace oracle_test
}  // namespace avouch
