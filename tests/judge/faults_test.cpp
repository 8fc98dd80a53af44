// SPDX-License-Identifier: MIT
// A keyword that a fault of the contract has broken has an unknown result: what depends on it neither holds
// nor fails, and everything beside it is judged.
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>

#include "contract/document/library.h"
#include "contract/load.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "judge/judge.h"

namespace avouch {
namespace faults_test {

struct Case {
  const char* name;
  const char* schema;  // `{"pattern": "("}` is the broken one
  const char* body;
  std::map<std::string, Outcome> expected;  // by suffix
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

constexpr Outcome kHolds = Outcome::holds;
constexpr Outcome kViolated = Outcome::violated;
constexpr Outcome kUnexercised = Outcome::unexercised;

const Case kCases[] = {
    {"Beside",
     R"({"pattern": "(", "maxLength": 2})",
     R"("abc")",
     {{"pattern", kUnexercised}, {"maxLength", kViolated}}},
    {"BesideWhatHolds",
     R"({"pattern": "(", "maxLength": 3})",
     R"("abc")",
     {{"pattern", kUnexercised}, {"maxLength", kHolds}}},
    {"OfAnotherKind",
     R"({"pattern": "(", "maximum": 2})",
     "3",
     {{"pattern", kUnexercised}, {"maximum", kViolated}}},
    {"AnyOfWithAnotherMatch",
     R"({"anyOf": [{"pattern": "("}, {"maxLength": 3}]})",
     R"("abc")",
     {{"anyOf", kHolds}, {"anyOf/0/pattern", kUnexercised}, {"anyOf/1/maxLength", kHolds}}},
    {"AnyOfWithoutAnotherMatch",
     R"({"anyOf": [{"pattern": "("}, {"maxLength": 2}]})",
     R"("abc")",
     {{"anyOf", kUnexercised}, {"anyOf/0/pattern", kUnexercised}, {"anyOf/1/maxLength", kUnexercised}}},
    {"AnyOfThatFails",
     R"({"anyOf": [{"pattern": "(", "maxLength": 1}, {"maxLength": 2}]})",
     R"("abc")",
     {{"anyOf", kViolated},
      {"anyOf/0/pattern", kUnexercised},
      {"anyOf/0/maxLength", kUnexercised},
      {"anyOf/1/maxLength", kUnexercised}}},
    {"OneOfWithAnotherMatch",
     R"({"oneOf": [{"pattern": "("}, {"maxLength": 3}]})",
     R"("abc")",
     {{"oneOf", kUnexercised}, {"oneOf/0/pattern", kUnexercised}, {"oneOf/1/maxLength", kHolds}}},
    {"OneOfWithTwoMatches",
     R"({"oneOf": [{"pattern": "("}, {"maxLength": 3}, {"minLength": 1}]})",
     R"("abc")",
     {{"oneOf", kViolated},
      {"oneOf/0/pattern", kUnexercised},
      {"oneOf/1/maxLength", kHolds},
      {"oneOf/2/minLength", kUnexercised}}},
    {"Not", R"({"not": {"pattern": "("}})", R"("abc")", {{"not", kUnexercised}}},
    {"NotOfWhatFails", R"({"not": {"pattern": "(", "maxLength": 2}})", R"("abc")", {{"not", kHolds}}},
    {"If",
     R"({"if": {"pattern": "("}, "then": {"maxLength": 2}, "else": {"maxLength": 1}, "minLength": 4})",
     R"("abc")",
     {{"then/maxLength", kUnexercised}, {"else/maxLength", kUnexercised}, {"minLength", kViolated}}},
    {"Contains",
     R"({"contains": {"pattern": "("}, "maxItems": 0})",
     R"(["abc"])",
     {{"contains", kUnexercised}, {"maxItems", kViolated}}},
    {"Additional",
     R"({"patternProperties": {"(": {}}, "additionalProperties": false, "required": ["b"]})",
     R"({"a": 1})",
     {{"patternProperties", kUnexercised}, {"additionalProperties", kUnexercised}, {"required", kViolated}}},
    {"Unevaluated",
     R"({"$ref": "#/x", "properties": {"a": {"type": "string"}}, "unevaluatedProperties": false})",
     R"({"a": 1, "b": 2})",
     {{"$ref", kUnexercised}, {"a/type", kViolated}, {"unevaluatedProperties", kUnexercised}}},
    {"Member",
     R"({"properties": {"a": 7, "b": {"type": "string"}}})",
     R"({"a": 1, "b": 2})",
     {{"a", kUnexercised}, {"b/type", kViolated}}},
};

class BrokenKeyword : public testing::TestWithParam<Case> {};

TEST_P(BrokenKeyword, IsUnexercisedAndTheRestIsJudged) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", GetParam().schema), "", Dialect::draft2020_12);
  ASSERT_TRUE(schema) << to_string(schema.errors());
  ASSERT_EQ((*schema)->faults().size(), 1u);
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  ASSERT_TRUE(judge) << to_string(judge.errors());
  const ParsedBody body = parse_body(GetParam().body);
  const std::vector<Verdict> verdicts = judge->judge(*body.instance);
  std::map<std::string, Outcome> found;
  bool is_violated = false;
  for (const SchemaClaim& claim : (*schema)->claims()) {
    const Verdict& verdict = verdicts[claim.keyword];
    found[claim.suffix] = verdict.outcome;
    is_violated = is_violated || verdict.outcome == Outcome::violated;
    if (verdict.outcome == Outcome::unexercised) {
      EXPECT_FALSE(verdict.reason.empty()) << claim.suffix;
    }
  }
  EXPECT_EQ(found, GetParam().expected);
  // A violation of a claim is one of the whole; without one, the whole is unknown or holds, and never fails.
  const std::optional<bool> accepted = judge->accepts(*body.instance);
  EXPECT_EQ(is_violated, accepted == false);
  EXPECT_EQ(judge->is_acceptable(*body.instance), !is_violated);
}

INSTANTIATE_TEST_SUITE_P(Faults, BrokenKeyword, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Faults, AreTheReasonOfWhatDependsOnThem) {
  Library library;
  const auto schema = load_schema(
      library, **library.add("s.json", R"({"oneOf": [{"properties": {"a": {"type": "point"}}}]})"), "",
      Dialect::draft2020_12);
  ASSERT_TRUE(schema);
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  ASSERT_TRUE(judge);
  const std::vector<Verdict> verdicts = judge->judge(*parse_body(R"({"a": 1})").instance);
  for (const SchemaClaim& claim : (*schema)->claims()) {
    EXPECT_EQ(verdicts[claim.keyword].outcome, Outcome::unexercised);
    EXPECT_EQ(verdicts[claim.keyword].reason, "contract: unknown type \"point\" in draft 2020-12 (s.json:1)")
        << claim.suffix;
  }
}

Contract with_unread_status() {
  Result<Contract> loaded =
      load_contract("api.yaml", {},
                    {{"api.yaml",
                      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {operationId: A, "
                      "responses: {ok: {}, '200': {description: a, content: {json: {}, application/json: "
                      "{schema: {type: string}}}}}}}}\n"}});
  if (!loaded) throw std::runtime_error(to_string(loaded.errors()));
  return *std::move(loaded);
}

Outcome judged(int status, const char* type, const std::string& coordinate) {
  const Contract contract = with_unread_status();
  const Result<Judge> judge = Judge::make(contract, {});
  const auto answer = Answer::of(
      {.outcome = Received{.response = {.status = status, .fields = {{"Content-Type", type}}, .body = "1"}}});
  for (const BoundClause& clause : contract.clauses) {
    if (clause.clause->coordinate != coordinate) continue;
    return judge->judge(clause, {{.operation = &contract.operations.front(), .answer = answer}}).outcome;
  }
  throw std::runtime_error("no clause " + coordinate);
}

TEST(Faults, AStatusThatMayBeDocumentedViolatesNothing) {
  EXPECT_EQ(judged(200, "application/json", "A/200/status"), Outcome::holds);
  EXPECT_EQ(judged(500, "application/json", "A/200/status"), Outcome::unexercised);
}

TEST(Faults, AMediaTypeThatMayBeDocumentedIsNotJudgedAsAnother) {
  EXPECT_EQ(judged(200, "application/json", "A/200/body/type"), Outcome::violated);
  EXPECT_EQ(judged(200, "application/x+json", "A/200/body/type"), Outcome::unexercised);
}

}  // namespace faults_test
}  // namespace avouch
