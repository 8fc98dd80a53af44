// SPDX-License-Identifier: MIT
// Verdicts of schemas with branches, members and items of every kind: each clause, not just the overall
// result.
#include <gtest/gtest.h>

#include <map>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"

namespace avouch {
namespace body_branches_test {

struct Case {
  const char* name;
  const char* schema;
  const char* body;
  const char* suffix;
  Outcome outcome;
  const char* reason;
  Dialect dialect = Dialect::draft2020_12;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

std::map<std::string, Verdict> judged(const char* schema_text, const char* body, Dialect dialect,
                                      JudgeOptions options = {}) {
  Library library;
  const Result<const Document*> document = library.add("schema.json", schema_text);
  EXPECT_TRUE(document);
  const auto schema = load_schema(library, **document, "", dialect);
  EXPECT_TRUE(schema) << to_string(schema.errors());
  const Result<BodyJudge> judge = BodyJudge::make(*schema, options);
  EXPECT_TRUE(judge) << to_string(judge.errors());
  const std::vector<Verdict> verdicts = judge->judge(*parse_body(body).instance);
  std::map<std::string, Verdict> by_suffix;
  for (const SchemaClaim& claim : (*schema)->claims()) by_suffix[claim.suffix] = verdicts[claim.keyword];
  return by_suffix;
}

constexpr const char* kPet = R"({"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog"}],
  "discriminator":{"propertyName":"kind","mapping":{"cat":"#/$defs/Cat","dog":"#/$defs/Dog"}},
  "$defs":{"Cat":{"type":"object","required":["kind","lives"],"properties":{"kind":{"const":"cat"},"lives":{"type":"integer"}}},
           "Dog":{"type":"object","required":["kind"],"properties":{"kind":{"const":"dog"},"barks":{"type":"boolean"}}}}})";
// OpenAPI 3.2: any other kind, or none, is one of the first.
constexpr const char* kOther = R"({"oneOf":[{"$ref":"#/$defs/Any"},{"$ref":"#/$defs/Dog"}],
  "discriminator":{"propertyName":"kind","defaultMapping":"#/$defs/Any"},
  "$defs":{"Any":{"type":"object","required":["lives"],"properties":{"kind":{"not":{"const":"Dog"}}}},
           "Dog":{"type":"object","required":["kind"],"properties":{"kind":{"const":"Dog"}}}}})";
constexpr const char* kAny =
    R"({"properties":{"id":{"anyOf":[{"type":"string","pattern":"^a"},{"type":"integer","minimum":1}]}}})";
constexpr const char* kTexts =
    R"({"properties":{"id":{"anyOf":[{"type":"string","pattern":"^a"},{"type":"string","pattern":"^b"}]}}})";
constexpr const char* kMaybe =
    R"({"oneOf":[{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}},{"type":"null"}]})";
constexpr const char* kWhen =
    R"({"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}})";
constexpr const char* kClosed =
    R"({"properties":{"a":{}},"patternProperties":{"^x":{"type":"string"}},"additionalProperties":false})";
constexpr const char* kOpen = R"({"properties":{"a":{}},"additionalProperties":{"type":"integer"}})";
constexpr const char* kTuple = R"({"prefixItems":[{"type":"string"}],"items":{"type":"integer"}})";

const Case kCases[] = {
    {"AnyHolds", kAny, R"({"id":"abc"})", "id/anyOf", Outcome::holds, ""},
    {"AnyBranchHolds", kAny, R"({"id":"abc"})", "id/anyOf/0/pattern", Outcome::holds, ""},
    {"AnyBranchNeverMatched", kAny, R"({"id":"abc"})", "id/anyOf/1/minimum", Outcome::unexercised,
     "id never matched alternative 2"},
    {"AnyNamesTheNearest", kTexts, R"({"id":"xyz"})", "id/anyOf", Outcome::violated,
     "/id is \"xyz\"; expected at least one of 2 alternatives (nearest is alternative 1: /id is "
     "\"xyz\"; expected a match of ^a)"},
    {"AnyBranchIsNoClauseToViolate", kTexts, R"({"id":"xyz"})", "id/anyOf/0/pattern", Outcome::unexercised,
     "id never matched alternative 1"},
    {"TheOnlyBranchForTheKindIsMeant", kAny, R"({"id":"xyz"})", "id/anyOf/0/pattern", Outcome::violated,
     "/id is \"xyz\"; expected a match of ^a"},
    {"TheOnlyBranchForTheKindLeavesTheRest", kAny, R"({"id":"xyz"})", "id/anyOf", Outcome::holds, ""},
    {"TheOnlyBranchForTheKindIsJudgedWhole", kMaybe, R"({"a":1,"b":"text"})", "oneOf/0/b/type",
     Outcome::holds, ""},
    {"TheOnlyBranchForTheKindOfAnEnum", R"({"oneOf":[{"enum":["a"]},{"enum":[null]}]})", R"("b")",
     "oneOf/0/enum", Outcome::violated, "the body is \"b\"; expected \"a\""},
    {"NoBranchForTheKind", kMaybe, "[]", "oneOf", Outcome::violated,
     "the body is []; expected exactly one of 2 alternatives (nearest is alternative 1: the body is []; "
     "expected an object)"},
    {"TheKindDoesNotSelectWhereOneIsOpen", R"({"anyOf":[{"type":"string","minLength":2},{"maxLength":0}]})",
     R"("b")", "anyOf/0/minLength", Outcome::unexercised, "the body never matched alternative 1"},
    {"DiscriminatorChooses", kPet, R"({"kind":"cat","lives":"nine"})", "oneOf/0/lives/type",
     Outcome::violated, "/lives is \"nine\"; expected an integer", Dialect::openapi_3_1},
    {"DiscriminatorLeavesTheRest", kPet, R"({"kind":"cat","lives":"nine"})", "oneOf", Outcome::holds, "",
     Dialect::openapi_3_1},
    {"DiscriminatorUnknown", kPet, R"({"kind":"cow"})", "oneOf", Outcome::violated,
     "the body is {\"kind\":\"cow\"}; expected exactly one of 2 alternatives (nearest is alternative 2: "
     "/kind is \"cow\"; expected \"dog\")",
     Dialect::openapi_3_1},
    {"DiscriminatorIsAbsent", kOther, "{}", "oneOf/0/required", Outcome::violated,
     "the body lacks the member lives", Dialect::openapi_3_1},
    {"DiscriminatorHasAnotherValue", kOther, R"({"kind":"cow"})", "oneOf/0/required", Outcome::violated,
     "the body lacks the member lives", Dialect::openapi_3_1},
    {"DiscriminatorHasItsValue", kOther, R"({"kind":"Dog"})", "oneOf", Outcome::holds, "",
     Dialect::openapi_3_1},
    {"OneOfTwiceIsTooMuch", R"({"oneOf":[{"type":"integer"},{"minimum":2}]})", "3", "oneOf",
     Outcome::violated,
     "the body is 3; expected exactly one of 2 alternatives (more than one alternative matches: 1 and 2)"},
    {"NotHolds", R"({"not":{"type":"null"}})", "3", "not", Outcome::holds, ""},
    {"NotFails", R"({"not":{"type":"null"}})", "null", "not", Outcome::violated,
     "the body is null; expected a value that does not match the schema of `not`"},
    {"ThenFails", kWhen, R"({"a":1})", "then/required", Outcome::violated, "the body lacks the member b"},
    {"ThenUnexercised", kWhen, R"({"c":1})", "then/required", Outcome::unexercised,
     "`if` was never met by the body"},
    {"ElseHolds", kWhen, R"({"c":1})", "else/required", Outcome::holds, ""},
    {"ClosedFails", kClosed, R"({"a":1,"b":2})", "additionalProperties", Outcome::violated,
     "/b is 2; expected nothing here (no value is allowed here)"},
    {"ClosedHolds", kClosed, R"({"a":1,"x":"y"})", "additionalProperties", Outcome::holds, ""},
    {"ClosedUnexercised", R"({"additionalProperties":false})", "[]", "additionalProperties",
     Outcome::unexercised, "the body was only an array"},
    {"ForbiddenMemberHolds", R"({"properties":{"a":false}})", "{}", "a", Outcome::holds, ""},
    {"ForbiddenMemberFails", R"({"properties":{"a":false}})", R"({"a":1})", "a", Outcome::violated,
     "/a is 1; expected nothing here (no value is allowed here)"},
    {"ForbiddenNamesHold", R"({"patternProperties":{"^x":false}})", R"({"a":1})", "patternProperties/^x",
     Outcome::holds, ""},
    {"ForbiddenItemsHold", R"({"prefixItems":[true],"items":false})", "[1]", "items", Outcome::holds, ""},
    {"UnevaluatedHolds", R"({"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false})",
     R"({"a":1})", "unevaluatedProperties", Outcome::holds, ""},
    {"PatternedFails", kClosed, R"({"xa":1})", "patternProperties/^x/type", Outcome::violated,
     "/xa is 1; expected a string"},
    {"PatternedUnexercised", kClosed, R"({"a":1})", "patternProperties/^x/type", Outcome::unexercised,
     "no response had a member of the body whose name matches ^x"},
    {"AdditionalFails", kOpen, R"({"a":"","b":""})", "additionalProperties/type", Outcome::violated,
     "/b is \"\"; expected an integer"},
    {"PrefixFails", kTuple, "[1]", "prefixItems/0/type", Outcome::violated, "/0 is 1; expected a string"},
    {"RestUnexercised", kTuple, R"(["a"])", "items/type", Outcome::unexercised,
     "no response had items of the body"},
    {"RequiredNamesWhatIsMissing", R"({"required":["a","b","c"]})", R"({"b":1})", "required",
     Outcome::violated, "the body lacks the members a and c"},
    {"RequiredOfNoObject", R"({"required":["a"]})", "[]", "required", Outcome::unexercised,
     "the body was only an array"},
    {"DependentNamesWhatIsMissing", R"({"dependentRequired":{"a":["b"]}})", R"({"a":1})", "dependentRequired",
     Outcome::violated, "the body lacks the member b"},
    {"UniqueNamesTheItems", R"({"uniqueItems":true})", "[1,2,1.0]", "uniqueItems", Outcome::violated,
     "the body is [1,2,1.0]; expected no item twice (items 0 and 2 are equal)"},
    {"ContainsFails", R"({"contains":{"const":1}})", "[2]", "contains", Outcome::violated,
     "the body is [2]; expected at least 1 item that match `contains` (0 items match)"},
    {"MaxContainsFails", R"({"contains":{"const":1},"maxContains":1})", "[1,1]", "maxContains",
     Outcome::violated, "the body is [1,1]; expected at most 1 item that match `contains` (2 items match)"},
    {"UnevaluatedFails", R"({"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false})",
     R"({"a":1,"b":2})", "unevaluatedProperties", Outcome::violated,
     "/b is 2; expected nothing here (no value is allowed here)"},
    {"NamesFail", R"({"propertyNames":{"pattern":"^a"}})", R"({"b":1})", "propertyNames/pattern",
     Outcome::violated, "/b is \"b\"; expected a match of ^a"},
    {"NullableOfOpenApi30", R"({"type":"string","nullable":true})", "null", "type", Outcome::holds, "",
     Dialect::openapi_3_0},
    {"NotNullableOfOpenApi30", R"({"type":"string"})", "null", "type", Outcome::violated,
     "the body is null; expected a string", Dialect::openapi_3_0},
    {"NullableWithoutTypeOfOpenApi30", R"({"enum":["a"],"nullable":true})", "null", "enum", Outcome::violated,
     "the body is null; expected \"a\"", Dialect::openapi_3_0},
    {"ExclusiveOfOpenApi30", R"({"maximum":5,"exclusiveMaximum":true})", "5", "maximum", Outcome::violated,
     "the body is 5; expected less than 5", Dialect::openapi_3_0},
    {"IntegerOfDraft4IsWrittenSo", R"({"type":"integer"})", "1.0", "type", Outcome::violated,
     "the body is 1.0; expected an integer", Dialect::draft4},
    {"IntegerOfDraft6IsByValue", R"({"type":"integer"})", "1.0", "type", Outcome::holds, "", Dialect::draft6},
    {"BigIntegersExactly", R"({"const":9007199254740993})", "9007199254740992", "const", Outcome::violated,
     "the body is 9007199254740992; expected 9007199254740993"},
    {"NumberBeyondDouble", R"({"minimum":1e300})", "1e400", "minimum", Outcome::holds, ""},
    {"LengthInCodePoints", R"({"maxLength":1})", "\"\U0001F600\"", "maxLength", Outcome::holds, ""},
    {"LengthPastNul", R"({"maxLength":1})", R"("\u0000\u0000")", "maxLength", Outcome::violated,
     "the body is \"\\x00\\x00\"; expected at most 1 character (it has 2 characters)"},
    {"HostileText", R"({"const":"a"})", R"("\u001b[31mred")", "const", Outcome::violated,
     "the body is \"\\x1b[31mred\"; expected \"a\""},
    {"PatternBudget", R"({"pattern":"(a+)+$"})", R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")",
     "pattern", Outcome::undecided, "a pattern used up its budget of 10000000 steps"},
    {"PatternBudgetInABranch", R"({"anyOf":[{"pattern":"(a+)+$"},{"type":"null"}]})",
     R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")", "anyOf", Outcome::undecided,
     "a pattern used up its budget of 10000000 steps"},
};

class BranchCase : public testing::TestWithParam<Case> {};

TEST_P(BranchCase, IsJudged) {
  const Case& test = GetParam();
  const std::map<std::string, Verdict> verdicts = judged(test.schema, test.body, test.dialect);
  const auto found = verdicts.find(test.suffix);
  ASSERT_NE(found, verdicts.end());
  EXPECT_EQ(to_string(found->second.outcome), to_string(test.outcome));
  EXPECT_EQ(found->second.reason, test.reason);
}

INSTANTIATE_TEST_SUITE_P(Body, BranchCase, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Body, LeavesFormatsToBeAnnotations) {
  const auto verdicts =
      judged(R"({"format":"uri"})", "\"x\"", Dialect::draft2020_12, {.assert_formats = false});
  EXPECT_EQ(verdicts.at("format").outcome, Outcome::unexercised);
  EXPECT_EQ(verdicts.at("format").reason, "formats are annotations in this run");
}

TEST(Body, IsUndecidedBeyondTheDepthThatItWalks) {
  const std::size_t levels = 100'000;
  const std::string body = std::string(levels, '[') + std::string(levels, ']');
  const auto verdicts =
      judged(R"({"items":{"$ref":"#"},"type":"array"})", body.c_str(), Dialect::draft2020_12);
  EXPECT_EQ(verdicts.at("type").outcome, Outcome::undecided);
  EXPECT_EQ(verdicts.at("type").reason,
            "the body is nested deeper than the 1000 levels that a schema is applied to");
}

TEST(Body, JudgesADeepBodyThatItsSchemaDoesNotFollow) {
  const std::size_t levels = 100'000;
  const std::string body = R"({"a":)" + std::string(levels, '[') + std::string(levels, ']') + "}";
  const auto verdicts =
      judged(R"({"properties":{"a":{"enum":[[],{}]}}})", body.c_str(), Dialect::draft2020_12);
  EXPECT_EQ(verdicts.at("a/enum").outcome, Outcome::violated);
}

TEST(Body, KeepsTenFindingsAndCountsAll) {
  std::string body = "[";
  for (int i = 0; i < 1000; ++i) body += i > 0 ? ",1" : "1";
  const Verdict verdict =
      judged(R"({"items":{"type":"string"}})", (body + "]").c_str(), Dialect::draft2020_12).at("items/type");
  EXPECT_EQ(verdict.failures, 1000u);
  EXPECT_EQ(verdict.instances, 1000u);
  EXPECT_EQ(verdict.findings.size(), kFindingLimit);
}

}  // namespace body_branches_test
}  // namespace avouch
