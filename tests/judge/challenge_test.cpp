// SPDX-License-Identifier: MIT
// WWW-Authenticate in a 401 (RFC 9110 §15.5.2): what is flagged, what is not, and what is called unexercised.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/load.h"
#include "judge/explanation.h"
#include "judge/judge.h"

namespace avouch {
namespace challenge_test {

// `header` documents WWW-Authenticate of the 401; `security` is what the operation requires.
Contract contract(const std::string& security, const std::string& header) {
  const std::string document =
      "openapi: 3.1.0\n"
      "info: {title: Books, version: '1'}\n"
      "paths:\n"
      "  /books:\n"
      "    get: {operationId: ListBooks, security: " +
      security + ", responses: {'200': {description: d}, '401': {description: d" +
      (header.empty() ? std::string() : ", headers: {WWW-Authenticate: " + header + "}") +
      "}}}\n"
      "components:\n"
      "  securitySchemes:\n"
      "    basic: {type: http, scheme: basic}\n"
      "    digest: {type: http, scheme: digest}\n"
      "    token: {type: http, scheme: Bearer}\n"
      "    oauth: {type: oauth2, flows: {}}\n"
      "    key: {type: apiKey, in: header, name: X-Api-Key}\n";
  Result<Contract> loaded = load_contract("api.yaml", {}, {{"api.yaml", document}});
  if (!loaded) throw std::runtime_error(to_string(loaded.errors()));
  return *std::move(loaded);
}

const BoundClause& challenge_clause(const Contract& documented) {
  const auto found = std::find_if(
      documented.clauses.begin(), documented.clauses.end(),
      [](const BoundClause& each) { return each.clause->coordinate == "ListBooks/401/challenge"; });
  if (found == documented.clauses.end()) throw std::runtime_error("there is no such clause");
  return *found;
}

struct Answer401 {
  std::vector<std::string> lines = {};  // of WWW-Authenticate
  int status = 401;
  Role role = Role::anonymous;
};

Verdict verdict_on(const Contract& documented, const Answer401& answer) {
  const BoundClause& clause = challenge_clause(documented);
  Judge judge = *Judge::make(documented, {});
  http::Fields fields;
  for (const std::string& line : answer.lines) fields.push_back({"WWW-Authenticate", line});
  const Exchange exchange{.sent = {.method = "GET", .target = "/books"},
                          .outcome = Received{.response = {.status = answer.status, .fields = fields}}};
  return judge.judge(clause, {{.role = answer.role,
                               .overheard = answer.role != Role::anonymous,
                               .operation = &documented.operations[clause.operation],
                               .answer = Answer::of(exchange)}});
}

constexpr const char* kUndocumented = "";
constexpr const char* kOptional = "{schema: {type: string}}";
constexpr const char* kRequired = "{required: true, schema: {type: string}}";
constexpr const char* kBearerOnly = "{schema: {type: string, pattern: '^Bearer'}}";

constexpr const char* kBasic = "[{basic: []}]";
constexpr const char* kToken = "[{token: []}]";
constexpr const char* kKey = "[{key: []}]";

const std::string kAbsent = "the 401 has no WWW-Authenticate field";
const std::string kEmpty = "the WWW-Authenticate field of the 401 is empty";
const std::string kNoList =
    "the WWW-Authenticate field of the 401 is not a list of challenges (RFC 9110 §11.6.1)";
const std::string kOther = "no challenge of the 401 is of a documented scheme";

struct ChallengeCase {
  const char* name;
  const char* security;
  const char* documented;
  Answer401 answer;
  std::string reason = {};
};

void PrintTo(const ChallengeCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Challenge : public testing::TestWithParam<ChallengeCase> {};
class FlaggedChallenge : public Challenge {};
class RightChallenge : public Challenge {};
class UnexercisedChallenge : public Challenge {};

TEST_P(FlaggedChallenge, IsAWarning) {
  const Verdict verdict = verdict_on(contract(GetParam().security, GetParam().documented), GetParam().answer);
  EXPECT_EQ(verdict.outcome, Outcome::violated);
  EXPECT_EQ(verdict.reason, GetParam().reason);
  EXPECT_EQ(verdict.severity, Severity::warning);
  EXPECT_EQ(verdict.findings.size(), 1U);
}

TEST_P(RightChallenge, Holds) {
  const Verdict verdict = verdict_on(contract(GetParam().security, GetParam().documented), GetParam().answer);
  EXPECT_EQ(verdict.outcome, Outcome::holds) << verdict.reason;
}

TEST_P(UnexercisedChallenge, SaysWhy) {
  const Verdict verdict = verdict_on(contract(GetParam().security, GetParam().documented), GetParam().answer);
  EXPECT_EQ(verdict.outcome, Outcome::unexercised);
  EXPECT_EQ(verdict.reason, GetParam().reason);
}

const ChallengeCase kFlagged[] = {
    {"Absent", kBasic, kUndocumented, {}, kAbsent},
    {"AbsentThoughDocumented", kBasic, kOptional, {}, kAbsent},
    {"AbsentWithAKey", kKey, kUndocumented, {}, kAbsent},
    {"AbsentWithoutSecurity", "[]", kUndocumented, {.role = Role::documented}, kAbsent},
    {"AbsentInAnOverheardRefusal", kBasic, kUndocumented, {.role = Role::wrong_credentials}, kAbsent},
    {"Empty", kBasic, kUndocumented, {{""}}, kEmpty},
    {"EmptyTwice", kKey, kUndocumented, {{"", " "}}, kEmpty},
    {"NoList", kBasic, kUndocumented, {{"realm=\"a\""}}, kNoList},
    {"NoListWithAKey", kKey, kUndocumented, {{"Key realm=\"a"}}, kNoList},
    {"AnotherScheme", kBasic, kUndocumented, {{"Bearer realm=\"a\""}}, kOther},
    {"AnotherSchemeThoughRequired", kBasic, kRequired, {{"Bearer realm=\"a\""}}, kOther},
    {"TheSchemeAsARealm", kBasic, kUndocumented, {{"Other realm=\"Basic\""}}, kOther},
    {"TheSchemeAsAToken", kBasic, kUndocumented, {{"Other Basic"}}, kOther},
    {"ALongerName", kBasic, kUndocumented, {{"Basics realm=\"a\""}}, kOther},
    {"NoneOfTwo", "[{basic: []}, {token: []}]", kUndocumented, {{"Negotiate, Digest realm=\"a\""}}, kOther},
};
INSTANTIATE_TEST_SUITE_P(Cases, FlaggedChallenge, testing::ValuesIn(kFlagged),
                         [](const auto& of) { return std::string(of.param.name); });

const ChallengeCase kRight[] = {
    {"TheDocumentedScheme", kBasic, kUndocumented, {{"Basic realm=\"a\""}}},
    {"WithoutParameters", kToken, kUndocumented, {{"Bearer"}}},
    {"InSmallLetters", kToken, kUndocumented, {{"bearer realm=a"}}},
    {"InAnyCase", kBasic, kRequired, {{"bAsIc realm=a"}}},
    {"BesideAnother", kBasic, kUndocumented, {{"Bearer realm=\"a\", error=\"b\", Basic realm=\"c\""}}},
    {"InTheSecondLine", kBasic, kUndocumented, {{"Negotiate", "Basic realm=\"a\""}}},
    {"BesideAnEmptyLine", kBasic, kUndocumented, {{"", "Basic realm=\"a\""}}},
    {"OneOfTwo", "[{basic: []}, {token: []}]", kUndocumented, {{"Bearer"}}},
    {"OneOfTwoTogether", "[{basic: [], key: []}]", kUndocumented, {{"Basic realm=\"a\""}}},
    {"OfAnAlternativeThatCannotBeSent", "[{digest: []}, {key: []}]", kUndocumented, {{"Digest realm=\"a\""}}},
    {"BesideOneThatCannotBeSent", "[{digest: [], basic: []}, {token: []}]", kUndocumented, {{"Basic"}}},
    {"OfOAuthBesideBasic", "[{basic: []}, {oauth: []}]", kUndocumented, {{"Bearer"}}},
    {"AnyForAKey", kKey, kUndocumented, {{"ApiKey realm=\"a\""}}},
    {"AnyForOAuth", "[{oauth: []}]", kUndocumented, {{"DPoP algs=\"ES256\""}}},
    {"AnyWithoutSecurity", "[]", kUndocumented, {{"Negotiate"}, 401, Role::documented}},
    {"WhereAccessIsOptional", "[{}, {basic: []}]", kUndocumented, {{"Basic"}, 401, Role::wrong_credentials}},
};
INSTANTIATE_TEST_SUITE_P(Cases, RightChallenge, testing::ValuesIn(kRight),
                         [](const auto& of) { return std::string(of.param.name); });

const std::string kHeader = ", which headers/WWW-Authenticate/";
const ChallengeCase kUnexercised[] = {
    {"AnotherStatus", kBasic, kUndocumented, {.status = 404}, "the response was 404, not the documented 401"},
    {"AbsentThoughRequired", kBasic, kRequired, {}, kAbsent + kHeader + "required reports"},
    {"EmptyThoughDocumented", kBasic, kOptional, {{""}}, kEmpty + kHeader + "syntax reports"},
    {"NoListThoughDocumented", kBasic, kOptional, {{"Basic a b"}}, kNoList + kHeader + "syntax reports"},
    {"ControlCharacters", kBasic, kOptional, {{"Basic a\x01"}}, kNoList + kHeader + "type reports"},
    {"NotItsSchema", kToken, kBearerOnly, {{"Basic realm=\"a\""}}, kOther + kHeader + "value reports"},
};
INSTANTIATE_TEST_SUITE_P(Cases, UnexercisedChallenge, testing::ValuesIn(kUnexercised),
                         [](const auto& of) { return std::string(of.param.name); });

TEST(ChallengeClause, IsExplained) {
  const Contract documented = contract("[{basic: []}, {token: []}]", "");
  const BoundClause& clause = challenge_clause(documented);
  const Explanation said = explanation_of(documented.operations[clause.operation], clause);
  EXPECT_NE(said.violated.find("none of them is of the scheme basic or Bearer"), std::string::npos);
  EXPECT_NE(said.unexercised.find("no response has this status"), std::string::npos);
  EXPECT_EQ(clause.clause->kind, ClauseKind::header);
  const Contract keyed = contract(kKey, "");
  EXPECT_EQ(explanation_of(keyed.operations[0], challenge_clause(keyed)).violated.find("of the scheme"),
            std::string::npos);
}

TEST(ChallengeClause, ShowsTheFieldSafely) {
  const Verdict verdict = verdict_on(contract(kBasic, ""), {{"Other realm=\"\x1b[2J\""}});
  ASSERT_EQ(verdict.findings.size(), 1U);
  EXPECT_EQ(verdict.findings[0].where, "header WWW-Authenticate");
  EXPECT_EQ(verdict.findings[0].seen.find('\x1b'), std::string::npos);
  EXPECT_EQ(verdict.findings[0].expected, "a challenge of the scheme basic");
}

}  // namespace challenge_test
}  // namespace avouch
