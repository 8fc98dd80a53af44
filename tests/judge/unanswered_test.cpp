// SPDX-License-Identifier: MIT
// What a request that got no response does to the verdicts of the clauses that it was made for.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"
#include "judge/judge.h"

namespace avouch {
namespace unanswered_test {

constexpr const char* kDocument = R"(openapi: 3.1.0
info: {title: T, version: '1'}
components: {securitySchemes: {key: {type: http, scheme: basic}}}
paths:
  /things:
    get:
      operationId: read
      security: [{key: []}]
      responses:
        '200':
          description: d
          headers:
            Access-Control-Allow-Origin: {schema: {type: string}}
            X-Count: {schema: {type: integer}}
          content: {application/json: {schema: {type: object, properties: {a: {type: integer}}}}}
        '503': {description: d}
)";

Exchange answered(int status, std::string body = R"({"a":1})", std::string origin = "*") {
  return {.outcome = Received{.response = {.status = status,
                                           .fields = {{"Content-Type", "application/json"},
                                                      {"X-Count", "1"},
                                                      {"Access-Control-Allow-Origin", std::move(origin)}},
                                           .body = std::move(body)}}};
}

Exchange unanswered(Failure::Kind kind = Failure::Kind::closed) {
  return {.outcome = Failure{kind, "the connection was reset"}};
}

struct Call {
  Role role;
  Exchange exchange;
  bool overheard = false;
  std::string origin = "https://avouch.example";
};

struct Case {
  const char* name;
  const char* clause;
  std::vector<Call> calls;
  Outcome outcome;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

class AMissingResponse : public testing::TestWithParam<Case> {};

TEST_P(AMissingResponse, IsNoPass) {
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kDocument}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const Result<Judge> judge = Judge::make(*contract, {});
  ASSERT_TRUE(judge);
  std::vector<Evidence> evidence;
  for (const Call& call : GetParam().calls) {
    evidence.push_back({.role = call.role,
                        .origin = call.origin,
                        .has_credentials = call.role != Role::anonymous,
                        .overheard = call.overheard,
                        .operation = &contract->operations.front(),
                        .answer = Answer::of(call.exchange)});
  }
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause->coordinate != std::string("read/") + GetParam().clause) continue;
    const Verdict verdict = judge->judge(bound, evidence);
    EXPECT_EQ(to_string(verdict.outcome), to_string(GetParam().outcome)) << verdict.reason;
    if (verdict.outcome == Outcome::undecided) {
      EXPECT_EQ(verdict.reason, "no response: the connection was reset");
    }
    return;
  }
  FAIL() << "no such clause: " << GetParam().clause;
}

INSTANTIATE_TEST_SUITE_P(
    Of, AMissingResponse,
    testing::Values(
        Case{"Status",
             "200/status",
             {{Role::documented, answered(200)}, {Role::cross_origin, unanswered()}},
             Outcome::undecided},
        Case{"BodyKeyword",
             "200/body/a/type",
             {{Role::documented, answered(200)}, {Role::cross_origin, unanswered()}},
             Outcome::undecided},
        Case{
            "Refused",
            "200/body/a/type",
            {{Role::documented, unanswered(Failure::Kind::unreachable)}, {Role::cross_origin, answered(200)}},
            Outcome::undecided},
        Case{"Silent",
             "200/media-type",
             {{Role::documented, unanswered(Failure::Kind::timed_out)}, {Role::cross_origin, answered(200)}},
             Outcome::undecided},
        Case{"Header",
             "200/headers/X-Count/type",
             {{Role::documented, answered(200)}, {Role::cross_origin, unanswered()}},
             Outcome::undecided},
        Case{"AViolationWasSeen",
             "200/body/a/type",
             {{Role::documented, answered(200, R"({"a":"x"})")}, {Role::cross_origin, unanswered()}},
             Outcome::violated},
        Case{"NothingElseExercisedIt",
             "200/body/a/type",
             {{Role::documented, answered(200, "{}")}, {Role::cross_origin, unanswered()}},
             Outcome::undecided},
        Case{"TheRequestWasMadeForOtherClauses",
             "200/status",
             {{Role::documented, answered(200)}, {Role::other_origin, unanswered(), true}},
             Outcome::holds},
        Case{"TheClauseIsOfEveryResponse",
             "documented-status",
             {{Role::documented, answered(200)}, {Role::other_origin, unanswered(), true}},
             Outcome::undecided},
        Case{"OneOfTwoPages",
             "cors/response/origin-admitted",
             {{Role::cross_origin, answered(200)},
              {Role::cross_origin, unanswered(), false, "https://b.example"}},
             Outcome::undecided},
        Case{"OneOfTwoPagesWhereTheOtherIsRefused",
             "cors/response/origin-admitted",
             {{Role::cross_origin, answered(200, "{}", "https://x.example"), false, "https://a.example"},
              {Role::cross_origin, unanswered(), false, "https://b.example"}},
             Outcome::violated},
        Case{"TheDocumentedRequestMightHaveGotTheSame",
             "security/anonymous",
             {{Role::anonymous, answered(503)}, {Role::documented, unanswered()}},
             Outcome::undecided},
        Case{"TheAnonymousRequestGotIn",
             "security/anonymous",
             {{Role::anonymous, answered(200)}, {Role::documented, unanswered()}},
             Outcome::violated},
        Case{"TheAnonymousRequestIsRefused",
             "security/anonymous",
             {{Role::anonymous, answered(401)}, {Role::documented, unanswered()}},
             Outcome::holds}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

}  // namespace unanswered_test
}  // namespace avouch
