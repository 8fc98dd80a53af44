// SPDX-License-Identifier: MIT
// Allow in a 405 (RFC 9110 §15.5.6): what is flagged, what is not, and what is called unexercised.
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
namespace allow_test {

// `allow` documents the header of the 405.
Contract contract(const std::string& allow) {
  const std::string document =
      "openapi: 3.1.0\n"
      "info: {title: Books, version: '1'}\n"
      "paths:\n"
      "  /books:\n"
      "    get: {operationId: ListBooks, responses: {'200': {description: d}, '405': {description: d" +
      (allow.empty() ? std::string() : ", headers: {Allow: " + allow + "}") +
      "}}}\n"
      "    post: {operationId: AddBook, responses: {'201': {description: d}}}\n"
      "  /shelves:\n"
      "    put: {operationId: PutShelf, responses: {'200': {description: d}}}\n";
  Result<Contract> loaded = load_contract("api.yaml", {}, {{"api.yaml", document}});
  if (!loaded) throw std::runtime_error(to_string(loaded.errors()));
  return *std::move(loaded);
}

const BoundClause& allow_clause(const Contract& documented) {
  const auto found =
      std::find_if(documented.clauses.begin(), documented.clauses.end(),
                   [](const BoundClause& each) { return each.clause->coordinate == "ListBooks/405/allow"; });
  if (found == documented.clauses.end()) throw std::runtime_error("there is no such clause");
  return *found;
}

struct Case405 {
  int status = 405;
  std::vector<std::string> allow = {};  // lines
  std::string method = "DELETE";        // of the request
  Role role = Role::undocumented_method;
};

Verdict verdict_on(const std::string& documented_allow, const Case405& answer) {
  const Contract documented = contract(documented_allow);
  const BoundClause& clause = allow_clause(documented);
  Judge judge = *Judge::make(documented, {});
  http::Fields fields;
  for (const std::string& line : answer.allow) fields.push_back({"Allow", line});
  const Exchange exchange{.sent = {.method = answer.method, .target = "/books"},
                          .outcome = Received{.response = {.status = answer.status, .fields = fields}}};
  return judge.judge(clause, {{.role = answer.role,
                               .overheard = answer.role != Role::undocumented_method,
                               .operation = &documented.operations[clause.operation],
                               .answer = Answer::of(exchange)}});
}

constexpr const char* kUndocumented = "";
constexpr const char* kOptional = "{schema: {type: string}}";
constexpr const char* kRequired = "{required: true, schema: {type: string}}";

struct Case {
  const char* name;
  const char* documented;
  Case405 answer;
  Outcome outcome;
  std::string reason = {};
  Severity severity = Severity::violation;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

class Allow : public testing::TestWithParam<Case> {};

TEST_P(Allow, IsJudged) {
  const Verdict verdict = verdict_on(GetParam().documented, GetParam().answer);
  EXPECT_EQ(verdict.outcome, GetParam().outcome);
  EXPECT_EQ(verdict.reason, GetParam().reason);
  EXPECT_EQ(verdict.severity, GetParam().severity);
  EXPECT_EQ(verdict.findings.size(), GetParam().outcome == Outcome::violated ? 1U : 0U);
}

const std::string kNames = "the 405 refuses DELETE, but its Allow field names that method";

INSTANTIATE_TEST_SUITE_P(
    Flagged, Allow,
    testing::Values(
        Case{"Absent", kUndocumented, {}, Outcome::violated, "the 405 has no Allow field"},
        Case{"AbsentThoughDocumented", kOptional, {}, Outcome::violated, "the 405 has no Allow field"},
        Case{"TheRefusedMethod", kUndocumented, {.allow = {"GET, POST, DELETE"}}, Outcome::violated, kNames},
        Case{"TheRefusedMethodInASecondLine",
             kUndocumented,
             {.allow = {"GET, POST", "DELETE"}},
             Outcome::violated,
             kNames},
        Case{"TheRefusedMethodWhereAllowIsRequired",
             kRequired,
             {.allow = {"DELETE"}},
             Outcome::violated,
             kNames},
        Case{"ADocumentedMethodThatIsRefused",
             kUndocumented,
             {.allow = {"GET, POST"}, .method = "GET", .role = Role::documented},
             Outcome::violated,
             "the 405 refuses GET, but its Allow field names that method"},
        Case{"NoList",
             kUndocumented,
             {.allow = {"GET POST"}},
             Outcome::violated,
             "the Allow field of the 405 is not a list of methods (RFC 9110 §10.2.1)"},
        Case{"LacksADocumentedMethod",
             kUndocumented,
             {.allow = {"GET"}},
             Outcome::violated,
             "the Allow field of the 405 lacks POST, documented at this path",
             Severity::warning},
        Case{"NamesNoMethod",
             kUndocumented,
             {.allow = {""}},
             Outcome::violated,
             "the Allow field of the 405 lacks GET, POST, documented at this path",
             Severity::warning},
        Case{"MethodsInSmallLetters",
             kUndocumented,
             {.allow = {"get, POST"}},
             Outcome::violated,
             "the Allow field of the 405 lacks GET, documented at this path",
             Severity::warning}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

INSTANTIATE_TEST_SUITE_P(
    NotFlagged, Allow,
    testing::Values(
        Case{"WhatIsDocumented", kUndocumented, {.allow = {"GET, POST"}}, Outcome::holds},
        Case{"MoreThanThat", kUndocumented, {.allow = {"GET,HEAD ,POST,, OPTIONS, PURGE"}}, Outcome::holds},
        Case{"SeveralLines", kUndocumented, {.allow = {"GET", "POST"}}, Outcome::holds},
        Case{"AMethodOfAnotherCase", kUndocumented, {.allow = {"GET, POST, delete"}}, Outcome::holds},
        Case{"LessThanIsDocumentedWhereAllowIsDocumented", kOptional, {.allow = {"GET"}}, Outcome::holds},
        Case{"NoMethodWhereAllowIsDocumented", kRequired, {.allow = {""}}, Outcome::holds},
        Case{"ADocumentedMethodThatIsRefusedNow",
             kUndocumented,
             {.allow = {"POST"}, .method = "GET", .role = Role::documented},
             Outcome::holds}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Unexercised, Allow,
    testing::Values(Case{"AnotherStatus",
                         kUndocumented,
                         {.status = 404},
                         Outcome::unexercised,
                         "the response was 404, not the documented 405"},
                    Case{"AbsentWhereAnotherClauseAnswersForIt",
                         kRequired,
                         {},
                         Outcome::unexercised,
                         "the 405 has no Allow field, which headers/Allow/required reports"},
                    Case{"NoListWhereAnotherClauseAnswersForIt",
                         kOptional,
                         {.allow = {"GET POST"}},
                         Outcome::unexercised,
                         "the Allow field of the 405 is not a list of methods (RFC 9110 §10.2.1), which "
                         "headers/Allow/syntax reports"}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

TEST(AllowClause, IsExplained) {
  const Contract documented = contract("");
  const BoundClause& clause = allow_clause(documented);
  const Explanation said = explanation_of(documented.operations[clause.operation], clause);
  EXPECT_NE(said.violated.find("names the refused method"), std::string::npos);
  EXPECT_NE(said.unexercised.find("no response has this status"), std::string::npos);
  EXPECT_EQ(clause.clause->kind, ClauseKind::header);
}

}  // namespace allow_test
}  // namespace avouch
