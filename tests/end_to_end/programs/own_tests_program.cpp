// SPDX-License-Identifier: MIT
// A program with tests of its own beside Avouch's suites, as docs/guide.md shows one: its contract is a text,
// and its transport is made by hand.
//
//   own_tests_program [--gtest_…] [own] [target] [silent]
//
//   own       one of the program's own tests fails
//   target    the target violates a clause
//   silent    no answer comes
#include <gtest/gtest.h>

#include <iostream>
#include <set>
#include <string>

#include "contract/load.h"
#include "run/start.h"
#include "suites/suites.h"

namespace {

std::set<std::string> wanted;

TEST(Own, Test) {
  EXPECT_EQ(wanted.count("nothing"), 0U);
}

// Avouch has a suite of that name.
TEST(Status, IsASuiteOfTheProgram) {
  EXPECT_EQ(wanted.count("nothing"), 0U);
}

class Number : public testing::TestWithParam<int> {};

TEST_P(Number, IsNotThree) {
  EXPECT_FALSE(GetParam() == 3 && wanted.contains("own"));
}

INSTANTIATE_TEST_SUITE_P(Small, Number, testing::Values(1, 2, 3));

constexpr const char* kContract = R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
  "/things": {"get": {"operationId": "GetThings", "responses": {"200": {"description": "d", "content": {
    "application/json": {"schema": {"type": "object", "required": ["id"],
      "properties": {"id": {"type": "string"}}}}}}}}}}})";

class Target : public avouch::Transport {
 public:
  avouch::Exchange send(const avouch::http::Request& request) override {
    avouch::Exchange exchange{.url = "http://target.example" + request.target, .sent = request};
    if (wanted.contains("silent")) {
      exchange.outcome = avouch::Failure{.reason = "nobody is at home"};
    } else {
      exchange.outcome = avouch::Received{
          .response = {.status = 200,
                       .fields = {{"Content-Type", "application/json"}},
                       .body = wanted.contains("target") ? "{\"id\": 17}" : "{\"id\": \"a\"}"}};
    }
    return exchange;
  }
};

}  // namespace

int main(int count, char** words) {
  testing::InitGoogleTest(&count, words);
  wanted.insert(words + 1, words + count);
  const avouch::Result<avouch::Contract> contract =
      avouch::load_contract("api.json", {}, {{"api.json", kContract}});
  if (!contract) {
    std::cerr << to_string(contract.errors());
    return 2;
  }
  Target target;
  avouch::Result<avouch::Session> session = avouch::start_run(
      *contract, {.plan = {.targets = {.target = *avouch::http::parse_url("http://target.example")}}},
      target);
  if (!session) {
    std::cerr << to_string(session.errors());
    return 2;
  }
  avouch::register_suites(*session);
  const avouch::Cancellation never{false};
  return avouch::run_suites(true, never).exit_code();
}
