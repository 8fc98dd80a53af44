// SPDX-License-Identifier: MIT
#include "contract/openapi/cors_policy.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "documents.h"

namespace avouch {
namespace cors_policy_test {

using testing_documents::load;
using testing_documents::load_strictly;
using testing_documents::titles;
using testing_documents::with_operation;

std::string with_policy(const std::string& policy) {
  return with_operation(
      "responses: {'200': {description: ok, headers: {Access-Control-Allow-Origin: {schema: {type: "
      "string}}}}}, "
      "x-avouch-cors: " +
      policy);
}

bool has_clause(const Contract& contract, const std::string& coordinate) {
  return std::any_of(contract.clauses.begin(), contract.clauses.end(),
                     [&](const BoundClause& bound) { return bound.clause->coordinate == coordinate; });
}

TEST(CorsPolicy, IsReadFromTheOperation) {
  const Result<Contract> contract = load(with_policy(
      "{admitted: ['https://a.example', 'null'], denied: ['https://b.example'], credentials: true}"));
  ASSERT_TRUE(contract) << titles(contract.errors());
  const CorsPolicy& policy = *contract->operations[0].cors;
  EXPECT_EQ(policy.admitted, (std::vector<std::string>{"https://a.example", "null"}));
  EXPECT_EQ(policy.denied, std::vector<std::string>{"https://b.example"});
  EXPECT_EQ(policy.credentials, true);
  EXPECT_TRUE(has_clause(*contract, "ListUsers/cors/response/denied-origin"));
}

TEST(CorsPolicy, WantsNothingWhereItSaysNothing) {
  const Result<Contract> contract = load(with_policy("{}"));
  ASSERT_TRUE(contract) << titles(contract.errors());
  EXPECT_EQ(contract->operations[0].cors->credentials, std::nullopt);
  EXPECT_FALSE(has_clause(*contract, "ListUsers/cors/response/denied-origin"));
}

struct Mistake {
  const char* policy;
  const char* title;
};

class CorsPolicyMistake : public testing::TestWithParam<Mistake> {};

TEST_P(CorsPolicyMistake, IsRefused) {
  const Result<Contract> contract = load_strictly(with_policy(GetParam().policy));
  ASSERT_FALSE(contract);
  EXPECT_EQ(titles(contract.errors()), std::string(GetParam().title) + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    Case, CorsPolicyMistake,
    testing::Values(Mistake{"{admitted: ['https://a.example/']}",
                            "\"\\\"https://a.example/\\\"\" is not an origin"},
                    Mistake{"{denied: [7]}", "\"7\" is not an origin"},
                    Mistake{"{admits: []}", "x-avouch-cors does not define \"admits\""},
                    Mistake{"{admitted: ['https://a.example'], denied: ['https://a.example']}",
                            "\"https://a.example\" is admitted and denied"}));

TEST(DenyOrigins, AddsAClauseToEveryOperationThatDocumentsCors) {
  Result<Contract> contract = load(with_policy("{}"));
  ASSERT_TRUE(contract) << titles(contract.errors());
  const std::size_t before = contract->clauses.size();
  ASSERT_TRUE(deny_origins(*contract, {"https://b.example"}));
  EXPECT_EQ(contract->clauses.size(), before + 1);
  EXPECT_TRUE(has_clause(*contract, "ListUsers/cors/response/denied-origin"));
}

TEST(DenyOrigins, RefusesWhatTheContractAdmits) {
  Result<Contract> contract = load(with_policy("{admitted: ['https://a.example']}"));
  ASSERT_TRUE(contract) << titles(contract.errors());
  const Result<void> denied = deny_origins(*contract, {"https://a.example"});
  ASSERT_FALSE(denied);
  EXPECT_EQ(titles(denied.errors()),
            "\"https://a.example\" must be denied and is admitted by \"ListUsers\"\n");
}

}  // namespace cors_policy_test
}  // namespace avouch
