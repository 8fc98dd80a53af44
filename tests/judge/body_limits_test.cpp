// SPDX-License-Identifier: MIT
// Large, deep and hostile bodies: each gets a verdict, or is undecided with the name of the limit.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <iostream>

#include "said.h"

namespace avouch {
namespace body_limits_test {

using namespace std::string_literals;

constexpr const char* kListOfWebhooks =
    R"({"type":"array","items":{"type":"object","required":["sid","filters"],
  "properties":{"sid":{"type":"string","pattern":"^AC[0-9a-f]{32}$"},"url":{"type":"string","format":"uri"},
  "filters":{"type":"array","items":{"enum":["onMessageAdded","onMessageUpdated"]},"uniqueItems":true},
  "count":{"type":"integer","minimum":0},"note":{"type":["string","null"],"maxLength":100}}}})";

// Of at least `size` bytes.
std::string list_of_webhooks(std::size_t size) {
  std::string body = "[";
  for (std::size_t i = 0; body.size() < size; ++i) {
    if (i > 0) body += ",\n  ";
    body += R"({"sid":"AC0123456789abcdef0123456789abcdef","url":"https://example.com/hooks/)" +
            std::to_string(i) + R"(","filters":["onMessageAdded","onMessageUpdated"],"count":)" +
            std::to_string(i) + R"(,"note":null})";
  }
  return body + "]";
}

std::size_t peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) / 1024;
}

constexpr std::size_t kSixtyFourMegabytes = std::size_t{64} << 20U;

// The body, the text that the instance keeps, 8 bytes per value, and what a growing vector leaves behind.
constexpr std::size_t kMostMegabytes = 1'200;

void expect_bounded_memory(std::chrono::steady_clock::time_point start) {
  const auto spent = std::chrono::steady_clock::now() - start;
  std::cout << std::chrono::duration_cast<std::chrono::milliseconds>(spent).count() << " ms, at most "
            << peak_megabytes() << " MB\n";
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LT(peak_megabytes(), kMostMegabytes);
#endif
}

TEST(Limits, SixtyFourMegabytesGetAVerdict) {
  const auto start = std::chrono::steady_clock::now();
  const BodyJudge judge = judge_for(kListOfWebhooks);
  std::string body = list_of_webhooks(kSixtyFourMegabytes);
  EXPECT_EQ(said(judge, body), "accepted");
  body.replace(body.rfind("AC0123456789"), 2, "XX");
  EXPECT_EQ(said(judge, body), "violated");
  expect_bounded_memory(start);
}

TEST(Limits, MoreThanFortyMillionValuesAreUndecided) {
  const auto start = std::chrono::steady_clock::now();
  std::string body = "[1";
  for (int i = 1; i < 40'000'000; ++i) body += ",1";
  EXPECT_EQ(said("true", body + "]"), "the body holds more than the 40000000 values that are judged");
  expect_bounded_memory(start);
}

TEST(Limits, SixtyFourMegabytesOfNothingButValuesGetAVerdict) {
  const auto start = std::chrono::steady_clock::now();
  constexpr std::size_t kItems = kSixtyFourMegabytes / 2;
  std::string body = "[1";
  for (std::size_t i = 1; i < kItems; ++i) body += ",1";
  const std::string count = std::to_string(kItems);
  EXPECT_EQ(said(R"({"type":"array","minItems":)" + count + R"(,"maxItems":)" + count + "}", body + "]"),
            "accepted");
  expect_bounded_memory(start);
}

TEST(Limits, SixtyFourMegabytesOfOneStringGetAVerdict) {
  const std::string body = "\"" + std::string(kSixtyFourMegabytes, 'a') + "\"";
  EXPECT_EQ(said(R"({"type":"string","minLength":67108864,"pattern":"^a","format":"hostname"})", body),
            "violated");
  EXPECT_EQ(said(R"({"type":"string","minLength":67108864,"pattern":"^a+$"})", body), "accepted");
}

constexpr std::size_t kLevels = 100'000;
constexpr const char* kDepthLimit =
    "the body is nested deeper than the 1000 levels that a schema is applied to";

TEST(Limits, AHundredThousandLevelsAreJudged) {
  const std::string arrays = std::string(kLevels, '[') + std::string(kLevels, ']');
  std::string objects;
  for (std::size_t i = 0; i < kLevels; ++i) objects += "{\"a\":";
  objects += "1" + std::string(kLevels, '}');
  for (const std::string& deep : {arrays, objects}) {
    EXPECT_EQ(said(R"({"type":["array","object"]})", deep), "accepted");
    EXPECT_EQ(said(R"({"type":"string"})", deep), "violated");
    EXPECT_EQ(said(R"({"enum":[[[]],{"a":1}]})", deep), "violated");
    EXPECT_EQ(said(R"({"uniqueItems":true})", "[" + deep + "," + deep + "]"), "violated");
    EXPECT_EQ(said(R"({"items":{"additionalProperties":false,"maxItems":1}})", deep), "accepted");
    EXPECT_EQ(said(R"({"items":{"$ref":"#"},"additionalProperties":{"$ref":"#"}})", deep), kDepthLimit);
    EXPECT_EQ(said(R"({"unevaluatedItems":{"$ref":"#"},"unevaluatedProperties":{"$ref":"#"}})", deep),
              kDepthLimit);
    EXPECT_EQ(said(R"({"not":{"items":{"$ref":"#"},"additionalProperties":{"$ref":"#"}}})", deep),
              kDepthLimit);
    EXPECT_EQ(
        said(R"({"anyOf":[{"items":{"$ref":"#"}},{"type":"object","additionalProperties":{"$ref":"#"}}]})",
             deep),
        kDepthLimit);
  }
}

TEST(Limits, AViolationAboveTheDeepestLevelIsStillOne) {
  const std::string deep = std::string(kLevels, '[') + std::string(kLevels, ']');
  const std::string schema = R"({"maxItems":1,"items":{"$ref":"#"}})";
  EXPECT_EQ(said(schema, "[1,2]"), "violated");
  EXPECT_EQ(said(schema, deep), kDepthLimit);
}

struct Judged {
  const char* name;
  const char* schema;
  std::string body;
  std::string said;
};
void PrintTo(const Judged& item, std::ostream* out) {
  *out << item.name;
}

class LimitsOf : public testing::TestWithParam<Judged> {};

TEST_P(LimitsOf, AreKept) {
  EXPECT_EQ(said(GetParam().schema, GetParam().body), GetParam().said);
}

const Judged kNumbers[] = {
    {"HugeIsANumber", R"({"type":"number"})", "1e400", "accepted"},
    {"HugeIsWhole", R"({"type":"integer"})", "1e400", "accepted"},
    {"TinyIsNotWhole", R"({"type":"integer"})", "1e-400", "violated"},
    {"TinyIsAboveZero", R"({"exclusiveMinimum":0})", "1e-400", "accepted"},
    {"HugeIsOverABound", R"({"maximum":1.7976931348623157e308})", "1e309", "violated"},
    {"HugeBound", R"({"maximum":1e400})", "1e400", "accepted"},
    {"HugeBoundPassed", R"({"maximum":1e400})", "1.1e400", "violated"},
    {"HugeBoundExclusive", R"({"exclusiveMaximum":1e400})", "10e399", "violated"},
    {"HugeBoundOfSmall", R"({"minimum":-1e400})", "0", "accepted"},
    {"HugeConstant", R"({"const":1e400})", "10e399", "accepted"},
    {"HugeConstantNot", R"({"const":1e400})", "1e401", "violated"},
    {"HugeConstantIsNoMaximum", R"({"const":1e400})", "1.7976931348623157e308", "violated"},
    {"HugeEnum", R"({"enum":[1e400,{"a":[-1e400]}]})", R"({"a":[-10e399]})", "accepted"},
    {"HugeEnumNot", R"({"enum":[1e400,{"a":[-1e400]}]})", R"({"a":[1e400]})", "violated"},
    {"HugeDivisor", R"({"multipleOf":1e400})", "7e400", "accepted"},
    {"HugeDivisorNot", R"({"multipleOf":1e400})", "7e399", "violated"},
    {"TinyDivisor", R"({"multipleOf":1e-400})", "3e-400", "accepted"},
    {"TinyDivisorNot", R"({"multipleOf":1e-400})", "3e-401", "violated"},
    {"HugeTwice", R"({"uniqueItems":true})", "[1e400,10e399]", "violated"},
    {"HugeApart", R"({"uniqueItems":true})", "[1e400,1e401]", "accepted"},
    {"HugeIsNoDouble", R"({"format":"double"})", "1e400", "violated"},
    {"Bound64", R"({"maximum":9223372036854775807})", "9223372036854775808", "violated"},
    {"BoundOver64", R"({"maximum":18446744073709551616})", "18446744073709551616", "accepted"},
    {"BoundOver64Passed", R"({"maximum":18446744073709551616})", "18446744073709551617", "violated"},
    {"BoundUnder64", R"({"minimum":-9223372036854775809})", "-9223372036854775810", "violated"},
    {"LongConstant", R"({"const":123456789012345678901234567890})", "123456789012345678901234567890.0",
     "accepted"},
    {"LongConstantNot", R"({"const":123456789012345678901234567890})", "123456789012345678901234567891",
     "violated"},
    {"LongFraction", R"({"const":0.1000000000000000055511151231257827})", "0.1", "violated"},
    {"LongEnum", R"({"enum":[9007199254740993]})", "9007199254740992", "violated"},
    {"CountOver64", R"({"minItems":18446744073709551616})", "[1]", "violated"},
    {"CountOver64AtMost", R"({"maxItems":1e30,"maxLength":9e15})", "[1]", "accepted"},
    {"LengthOver64", R"({"minLength":1e400})", "\"a\"", "violated"},
    {"ContainsOver64", R"({"contains":true,"minContains":1e30})", "[1]", "violated"},
    {"ExponentOver64", R"({"maximum":1})", "1e99999999999999999999", "violated"},
    {"ExponentUnder64", R"({"maximum":1})", "1e-99999999999999999999", "accepted"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, LimitsOf, testing::ValuesIn(kNumbers),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr const char* kBudget = "a pattern used up its budget of 10000000 steps";

std::string quoted(std::size_t count, char c, const std::string& end = {}) {
  return "\"" + std::string(count, c) + end + "\"";
}

const Judged kPatterns[] = {
    {"TenMegabytes", R"({"pattern":"^[a-z]+$"})", quoted(10'000'000, 'a'), "accepted"},
    {"TenMegabytesNot", R"({"pattern":"^[a-z]+$"})", quoted(10'000'000, 'a', "1"), "violated"},
    {"TenMegabytesOfBacktracking", R"({"pattern":"^(a|b)*c$"})", quoted(10'000'000, 'a'), kBudget},
    {"NestedRepetition", R"({"pattern":"(a+)+$"})", quoted(40, 'a', "!"), kBudget},
    {"NestedRepetitionThatMatches", R"({"pattern":"(a+)+$"})", quoted(40, 'a'), "accepted"},
    {"NestedRepetitionInNot", R"({"not":{"pattern":"(a+)+$"}})", quoted(40, 'a', "!"), kBudget},
    {"NestedRepetitionInAnyOf", R"({"anyOf":[{"pattern":"(a+)+$"},{"type":"null"}]})", quoted(40, 'a', "!"),
     kBudget},
    {"NestedRepetitionBesideAMatch", R"({"anyOf":[{"pattern":"(a+)+$"},{"type":"string"}]})",
     quoted(40, 'a', "!"), "accepted"},
    {"NestedRepetitionBesideAViolation", R"({"pattern":"(a+)+$","maxLength":3})", quoted(40, 'a', "!"),
     "violated"},
    {"NestedRepetitionInContains", R"({"contains":{"pattern":"(a+)+$"}})", "[" + quoted(40, 'a', "!") + "]",
     kBudget},
    {"NestedRepetitionInIf", R"({"if":{"pattern":"(a+)+$"},"then":{"minLength":1}})", quoted(40, 'a', "!"),
     "a pattern of `if` used up its budget of 10000000 steps"},
    {"NestedRepetitionInANameAndBesideNothing", R"({"patternProperties":{"(a+)+$":{"type":"null"}}})",
     "{" + quoted(40, 'a', "!") + ":1}",
     "a pattern of patternProperties used up its budget of 10000000 steps"},
    {"NestedRepetitionInPropertyNames", R"({"propertyNames":{"pattern":"(a+)+$"}})",
     "{" + quoted(40, 'a', "!") + ":1}", kBudget},
};
INSTANTIATE_TEST_SUITE_P(Patterns, LimitsOf, testing::ValuesIn(kPatterns),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Limits, TenThousandAlternativesAreJudged) {
  std::string pattern = "^(?:";
  for (int i = 0; i < 10'000; ++i) pattern += (i > 0 ? "|value" : "value") + std::to_string(i);
  const BodyJudge judge = judge_for(R"({"pattern":")" + pattern + R"()$"})");
  EXPECT_EQ(said(judge, R"("value9999")"), "accepted");
  EXPECT_EQ(said(judge, R"("value10000")"), "violated");
}

TEST(Limits, TheLastOfDuplicatesIsJudged) {
  const std::string schema = R"({"properties":{"a":{"type":"string"}},"maxProperties":1})";
  EXPECT_EQ(said(schema, R"({"a":1,"a":"x"})"), "accepted");
  EXPECT_EQ(said(schema, R"({"a":"x","\u0061":1})"), "violated");
  EXPECT_EQ(parse_body(R"({"a":"x","\u0061":1})").duplicates, (std::vector<std::string>{"/a"}));
}

TEST(Limits, ManyItemsAndMembersAreJudged) {
  std::string items = "[";
  std::string members = "{";
  for (int i = 0; i < 300'000; ++i) {
    items += (i > 0 ? "," : "") + std::to_string(i);
    members += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
  }
  EXPECT_EQ(said(R"({"uniqueItems":true})", items + "]"), "accepted");
  EXPECT_EQ(said(R"({"uniqueItems":true})", items + ",7.0]"), "violated");
  EXPECT_EQ(
      said(R"({"required":["k299999"],"patternProperties":{"^k\\d+$":true},"additionalProperties":false})",
           members + "}"),
      "accepted");
  EXPECT_EQ(
      said(R"({"patternProperties":{"^k\\d+$":true},"unevaluatedProperties":false})", members + ",\"x\":1}"),
      "violated");
}

// Every level doubles the work, so 60 would take longer than anyone has.
TEST(Limits, AJudgementEnds) {
  const std::string schema =
      R"({"anyOf":[{"items":{"$ref":"#"},"maxItems":0},{"items":{"$ref":"#"},"maxItems":0}]})";
  const std::string reason = said(schema, std::string(60, '[') + std::string(60, ']'));
  EXPECT_TRUE(reason == "violated" ||
              reason == "the body needs more steps than a judgement may take (--max-judge-time)")
      << reason;
}

// Each schema refers to the next one twice. `NEXT` stands for the reference.
struct Doubling {
  const char* name;
  const char* schema;
};

class Doubled : public testing::TestWithParam<Doubling> {};

std::string doubled(std::string schema, int levels) {
  std::string parts = R"("p)" + std::to_string(levels) + R"(": {"required": ["a"]})";
  for (int i = 0; i < levels; ++i) {
    std::string part = schema;
    const std::string next = R"({"$ref": "#/$defs/p)" + std::to_string(i + 1) + "\"}";
    for (std::size_t at = part.find("NEXT"); at != part.npos; at = part.find("NEXT"))
      part.replace(at, 4, next);
    parts += ", \"p" + std::to_string(i) + "\": " + part;
  }
  return R"({"$ref": "#/$defs/p0", "$defs": {)" + parts + "}}";
}

// A generator asks thousands of times: what a check costs may not be more than what the schema is.
TEST_P(Doubled, SchemaIsAppliedToAValueOnce) {
  const BodyJudge judge = judge_for(doubled(GetParam().schema, 40));
  for (const char* body : {R"({"a": 1, "b": 2})", R"({"b": 2})", "1"}) {
    const ParsedBody parsed = parse_body(body);
    WorkBudget whether({.steps = 100'000});
    judge.is_acceptable(*parsed.instance, 0, whether);
    EXPECT_LT(whether.spent().steps, 3'000U) << body;
    WorkBudget each({.steps = 1'000'000});
    judge.verdicts(*parsed.instance, each);
    EXPECT_LT(each.spent().steps, 60'000U) << body;
  }
}

constexpr Doubling kDoublings[] = {
    {"AnyOf", R"({"anyOf": [NEXT, NEXT]})"},
    {"OneOf", R"({"oneOf": [NEXT, NEXT]})"},
    {"AllOf", R"({"allOf": [NEXT, NEXT]})"},
    {"If", R"({"if": NEXT, "then": NEXT, "else": NEXT})"},
    {"Not", R"({"not": {"anyOf": [NEXT, {"not": NEXT}]}})"},
    {"DependentSchemas", R"({"dependentSchemas": {"a": NEXT, "b": NEXT}})"},
    {"PropertyNames", R"({"propertyNames": {"anyOf": [NEXT, NEXT]}})"},
    {"AlternativesThatDiffer", R"({"anyOf": [{"allOf": [NEXT], "required": ["a"]},
        {"allOf": [NEXT], "required": ["b"]}]})"},
    {"Unevaluated", R"({"anyOf": [NEXT, NEXT], "unevaluatedProperties": false})"},
    {"UnevaluatedInAllOf", R"({"allOf": [NEXT, NEXT], "unevaluatedProperties": false})"},
    {"UnevaluatedWithConditions", R"({"if": NEXT, "then": NEXT, "else": NEXT, "unevaluatedItems": false})"},
};
INSTANTIATE_TEST_SUITE_P(Each, Doubled, testing::ValuesIn(kDoublings),
                         [](const auto& of) { return std::string(of.param.name); });

// What was remembered says what was evaluated.
TEST(Limits, AMemberThatARememberedSchemaEvaluatesIsEvaluated) {
  std::string names = R"("n0": true)";
  for (int i = 1; i < 300; ++i) names += ", \"n" + std::to_string(i) + "\": true";
  for (const char* kind : {"anyOf", "oneOf", "allOf"}) {
    std::string all = "{\"" + std::string(kind) + "\": [";
    for (int i = 0; i < 40; ++i) all += i == 0 ? R"({"$ref": "#/$defs/a"})" : R"(,{"$ref": "#/$defs/a"})";
    const std::string schema = R"({"allOf": [)" + all +
                               R"(]}, {"$ref": "#/$defs/a"}], "unevaluatedProperties": false,
      "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}, {"$ref": "#/$defs/b"}]}, "b": {"properties": {)" +
                               names + "}}}}";
    const std::string expected = kind == std::string("oneOf") ? "violated" : "accepted";
    EXPECT_EQ(said(schema, R"({"n1": 1, "n7": 2})"), expected) << kind;
    EXPECT_EQ(said(schema, R"({"n1": 1, "x": 2})"), "violated") << kind;
  }
}

}  // namespace body_limits_test
}  // namespace avouch
