// SPDX-License-Identifier: MIT
// The effect of x-avouch-cors and --deny-origin: pages that must be refused, and credentials that are
// required or forbidden.
#include <gtest/gtest.h>

#include "contract/cors_clauses.h"
#include "cors_servers.h"
#include "judge/cors/cors.h"

namespace avouch {
namespace cors_policy_test {

struct PolicyCase {
  const char* name;
  CorsPolicy policy;
  const char* suffix;
  Role role;
  CorsAnswer answer;
  Outcome outcome;
};

void PrintTo(const PolicyCase& tested, std::ostream* out) {
  *out << tested.name;
}

class CorsPolicies : public testing::TestWithParam<PolicyCase> {};

TEST_P(CorsPolicies, AreJudged) {
  const PolicyCase& tested = GetParam();
  Contract contract = cors_contract("GET", false);
  contract.operations.front().cors = tested.policy;
  contract.clauses = cors_clauses(contract, 0, 0);
  const std::vector<Exchange> exchanges = cors_exchanges(
      contract,
      {.name = tested.name, .preflight = tested.answer, .page = tested.answer, .other = tested.answer});
  std::vector<Evidence> evidence = cors_evidence(exchanges);
  evidence.push_back({.role = Role::denied_origin,
                      .origin = "https://avouch.example",
                      .has_credentials = true,
                      .answer = Answer::of(exchanges[2])});
  for (const BoundClause& clause : contract.clauses) {
    if (clause.clause->coordinate != std::string("FetchConfigurationWebhook/cors/") + tested.suffix) continue;
    ASSERT_EQ(clause.roles, Roles{tested.role});
    const Verdict verdict = judge_clause(contract, clause, evidence);
    EXPECT_EQ(verdict.outcome, tested.outcome) << verdict.reason;
    return;
  }
  FAIL() << "no clause " << tested.suffix;
}

const CorsPolicy kDenies{.denied = {"https://avouch.example"}};
const CorsPolicy kWants{.credentials = true};
const CorsPolicy kForbids{.credentials = false};
constexpr const char* kDenied = "response/denied-origin";
constexpr const char* kCredentials = "response/credentials-admitted";
constexpr const char* kPreflightCredentials = "preflight/credentials-admitted";

INSTANTIATE_TEST_SUITE_P(
    Case, CorsPolicies,
    testing::Values(
        PolicyCase{"reflected",
                   kDenies,
                   kDenied,
                   Role::denied_origin,
                   {200, "Access-Control-Allow-Origin: {origin}"},
                   Outcome::violated},
        PolicyCase{"star",
                   kDenies,
                   kDenied,
                   Role::denied_origin,
                   {200, "Access-Control-Allow-Origin: *"},
                   Outcome::violated},
        PolicyCase{"none", kDenies, kDenied, Role::denied_origin, {200, ""}, Outcome::holds},
        PolicyCase{"other",
                   kDenies,
                   kDenied,
                   Role::denied_origin,
                   {200, "Access-Control-Allow-Origin: https://b.example"},
                   Outcome::holds},
        PolicyCase{"forbidden", kDenies, kDenied, Role::denied_origin, {403, ""}, Outcome::holds},
        PolicyCase{"wanted and there",
                   kWants,
                   kCredentials,
                   Role::cross_origin,
                   {200, "Access-Control-Allow-Origin: {origin}\nAccess-Control-Allow-Credentials: true"},
                   Outcome::holds},
        PolicyCase{"wanted and missing",
                   kWants,
                   kCredentials,
                   Role::cross_origin,
                   {200, "Access-Control-Allow-Origin: {origin}"},
                   Outcome::violated},
        PolicyCase{"wanted and star",
                   kWants,
                   kCredentials,
                   Role::cross_origin,
                   {200, "Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true"},
                   Outcome::violated},
        PolicyCase{"wanted of the preflight",
                   kWants,
                   kPreflightCredentials,
                   Role::preflight,
                   {204, "Access-Control-Allow-Origin: {origin}"},
                   Outcome::violated},
        PolicyCase{"forbidden and there",
                   kForbids,
                   kCredentials,
                   Role::cross_origin,
                   {200, "Access-Control-Allow-Origin: {origin}\nAccess-Control-Allow-Credentials: true"},
                   Outcome::violated},
        PolicyCase{"forbidden and missing",
                   kForbids,
                   kCredentials,
                   Role::cross_origin,
                   {200, "Access-Control-Allow-Origin: *"},
                   Outcome::unexercised}),
    [](const testing::TestParamInfo<PolicyCase>& tested) {
      return test_name(tested.param.name) + std::to_string(tested.index);
    });

TEST(CorsClauses, SpeakOfADeniedOriginOnlyWhereOneIsNamed) {
  const Contract contract = cors_contract("GET", false);
  for (const BoundClause& clause : contract.clauses)
    EXPECT_FALSE(clause.clause->coordinate.ends_with("denied-origin"));
}

TEST(CorsClauses, OfASimpleCallHaveNoPreflight) {
  Contract contract = cors_contract("GET", false);
  contract.operations.front().security.clear();
  const std::vector<BoundClause> clauses = cors_clauses(contract, 0, 0);
  EXPECT_FALSE(clauses.empty());
  for (const BoundClause& clause : clauses)
    EXPECT_EQ(clause.clause->coordinate.find("/preflight/"), std::string::npos);
}

TEST(CorsClauses, NeedADocumentedHeader) {
  Contract contract = cors_contract("GET", false);
  std::erase_if(contract.operations.front().responses.front().headers,
                [](const DocumentedHeader& header) { return header.name.starts_with("Access-Control-"); });
  EXPECT_TRUE(cors_clauses(contract, 0, 0).empty());
}

TEST(CorsClauses, TakePlaceAndDocumentationFromTheirHeader) {
  const Contract contract = cors_contract("GET", false);
  for (const BoundClause& clause : contract.clauses) {
    if (!clause.clause->coordinate.ends_with("header-admitted/authorization")) continue;
    EXPECT_EQ(clause.clause->place->pointer, "/headers/Access-Control-Allow-Headers");
    EXPECT_EQ(clause.clause->documentation, "page");
    return;
  }
  FAIL() << "no such clause";
}

TEST(CorsRequestHeaders, AreThoseThatABrowserAsksLeaveFor) {
  using Names = std::vector<std::string>;
  Operation operation{.id = "Add", .method = "POST"};
  EXPECT_EQ(cors_request_headers(operation), Names{});
  operation.security = {{}, {{.name = "key", .kind = SecurityScheme::Kind::api_key, .parameter = "X-Key"}}};
  operation.request_body = RequestBody{.media = {{.range = "application/json"}}};
  operation.parameters = {{.name = "X-Trace", .in = Parameter::In::header, .required = true},
                          {.name = "X-Optional", .in = Parameter::In::header},
                          {.name = "Accept", .in = Parameter::In::header, .required = true},
                          {.name = "q", .required = true}};
  EXPECT_EQ(cors_request_headers(operation), (Names{"content-type", "x-key", "x-trace"}));
  operation.request_body->media.front().range = "text/plain; charset=utf-8";
  operation.security = {
      {{.name = "key", .kind = SecurityScheme::Kind::api_key, .in = SecurityScheme::In::query}}};
  EXPECT_EQ(cors_request_headers(operation), (Names{"x-trace"}));
}

}  // namespace cors_policy_test
}  // namespace avouch
