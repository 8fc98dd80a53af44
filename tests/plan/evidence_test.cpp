// SPDX-License-Identifier: MIT
#include "plan/evidence.h"

#include <gtest/gtest.h>

namespace avouch {
namespace evidence_test {

TEST(Evidence, IsAllThatTheProbeSaysOfItsRequest) {
  const Contract contract{.operations = {Operation{}, Operation{}}};
  const std::shared_ptr<const Answer> answer = Answer::of({.outcome = Received{.response = {.status = 200}}});
  const Probe probe{.id = "GetA/documented",
                    .operation = 1,
                    .role = Role::preflight,
                    .origin = "https://a.example",
                    .has_credentials = true,
                    .made_up = {"Sid"},
                    .is_further = true,
                    .names_nothing = true,
                    .request = {.method = "OPTIONS", .target = "/a"}};
  const Evidence evidence = evidence_of(contract, probe, answer);
  EXPECT_EQ(evidence.role, Role::preflight);
  EXPECT_EQ(evidence.origin, "https://a.example");
  EXPECT_TRUE(evidence.has_credentials);
  EXPECT_EQ(evidence.made_up, std::vector<std::string>{"Sid"});
  EXPECT_TRUE(evidence.is_further);
  EXPECT_TRUE(evidence.names_nothing);
  EXPECT_EQ(evidence.operation, &contract.operations[1]);
  EXPECT_EQ(evidence.answer, answer);
}

TEST(Evidence, OfAProbeThatSaysLittleIsLittle) {
  const Contract contract{.operations = {Operation{}}};
  const Evidence evidence = evidence_of(contract, {.id = "GetA/documented"}, nullptr);
  EXPECT_EQ(evidence.role, Role::documented);
  EXPECT_EQ(evidence.origin, "");
  EXPECT_FALSE(evidence.has_credentials);
  EXPECT_TRUE(evidence.made_up.empty());
  EXPECT_FALSE(evidence.is_further || evidence.names_nothing);
  EXPECT_EQ(evidence.operation, &contract.operations[0]);
  EXPECT_EQ(evidence.answer, nullptr);
}

}  // namespace evidence_test
}  // namespace avouch
