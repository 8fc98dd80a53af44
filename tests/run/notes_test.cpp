// SPDX-License-Identifier: MIT
#include "run/notes.h"

#include <gtest/gtest.h>

#include <memory>

namespace avouch {
namespace notes_test {

TEST(Notes, AreSaidOnceWithACount) {
  const Errors noted = {{.title = "a"}, {.title = "b"}, {.title = "a"}, {.title = "c"}, {.title = "a"}};
  EXPECT_EQ(titles_of(noted), (std::vector<std::string>{"a (3 times)", "b", "c"}));
  EXPECT_TRUE(titles_of({}).empty());
}

TEST(Notes, TellWhichOperationsAreAskedElsewhere) {
  const Contract contract{.notes = {{.title = "x"}, {.title = "x"}}};
  Plan plan;
  plan.bases = {*http::parse_url("http://a.test"), *http::parse_url("http://b.test/v2"),
                *http::parse_url("http://c.test")};
  plan.probes = {{.operation = 0, .base = 0}, {.operation = 1, .base = 1}, {.operation = 1, .base = 1}};
  EXPECT_EQ(
      run_notes(contract, plan),
      (std::vector<std::string>{
          "x (2 times)", "1 operation is documented at another server and tested at http://b.test/v2"}));
}

TEST(Notes, CountTheFaultsAndWhatTheyCost) {
  Contract contract{.notes = {{.title = "x"}}};
  EXPECT_EQ(faults_note(contract, 0), "");
  contract.faults = {{.title = "\"ok\" is not a status", .place = {"api.yaml", "/paths", 5}}, {.title = "b"}};
  Plan plan;
  plan.clauses = {{.unplanned = fault_reason(contract.faults.front())},
                  {.probes = {0}},
                  {.unplanned = "contract: no security scheme \"k\" is defined"},
                  {.unplanned = "no request triggers it"}};
  EXPECT_EQ(unjudged_clauses(plan), 2U);
  EXPECT_EQ(faults_note(contract, 2), "2 faults in the contract, 2 clauses cannot be judged");
  EXPECT_EQ(run_notes(contract, {}), std::vector<std::string>{"x"})
      << "the end of the run counts the clauses";
  EXPECT_EQ(fault_texts(contract),
            (std::vector<std::string>{"\"ok\" is not a status (api.yaml:5 /paths)", "b"}));
}

TEST(Notes, SayWhetherCredentialsAreLacking) {
  Plan plan;
  plan.probes = {{.role = Role::documented, .has_credentials = true}, {.role = Role::anonymous}};
  EXPECT_FALSE(lacks_credentials(plan));
  plan.probes.push_back({.role = Role::cross_origin});
  EXPECT_TRUE(lacks_credentials(plan));
}

}  // namespace notes_test
}  // namespace avouch
