// SPDX-License-Identifier: MIT
#include "gate/conditions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch {
namespace conditions_test {

Ledger ledger() {
  Ledger made;
  const auto add = [&](const char* coordinate, Outcome outcome, Severity severity = Severity::violation) {
    made.entries.push_back(
        {.clause = Clause{.coordinate = coordinate, .severity = severity}, .verdict = {.outcome = outcome}});
  };
  add("a/1", Outcome::holds);
  add("a/2", Outcome::violated);
  add("a/3", Outcome::unexercised);
  add("b/1", Outcome::undecided);
  add("b/2", Outcome::unexercised, Severity::warning);
  return made;
}

std::vector<std::string> unmet(const Conditions& conditions) {
  std::vector<std::string> all;
  for (const Unmet& one : unmet_conditions(conditions, ledger())) {
    EXPECT_EQ(one.kind, Unmet::Kind::exercise);
    all.push_back(one.what);
  }
  return all;
}

Floor floor(const std::string& text) {
  const Result<Floor> parsed = parse_floor("--min-exercised", text);
  if (!parsed) {
    ADD_FAILURE() << to_string(parsed.errors());
    return {};
  }
  return *parsed;
}

TEST(ParseFloor, ReadsAShareOfAllOrOfSome) {
  EXPECT_EQ(floor("80%"), (Floor{.glob = "*", .hundredths = 8000, .text = "80%"}));
  EXPECT_EQ(floor("99.5"), (Floor{.glob = "*", .hundredths = 9950, .text = "99.5"}));
  EXPECT_EQ(floor("a/x=1/*=0.25%"), (Floor{.glob = "a/x=1/*", .hundredths = 25, .text = "a/x=1/*=0.25%"}));
  EXPECT_EQ(floor("100%").hundredths, 10'000U);
}

TEST(ParseFloor, RefusesWhatIsNoShare) {
  for (const char* text : {"", "%", "101%", "100.01%", "-1%", "1.234%", "5.%", "a/*", "a/*=", "=80%", "8O%"})
    EXPECT_FALSE(parse_floor("--min-exercised", text)) << text;
}

TEST(Floors, CountWhatHoldsOrIsViolated) {
  EXPECT_TRUE(unmet({.floors = {floor("40%")}}).empty());
  EXPECT_EQ(unmet({.floors = {floor("40.01%")}}),
            std::vector<std::string>{"--min-exercised 40.01% failed: 40 % (2 of 5 clauses) was exercised"});
  EXPECT_TRUE(unmet({.floors = {floor("a/*=66.66%")}}).empty());
  EXPECT_EQ(unmet({.floors = {floor("a/*=67%"), floor("b/*=1%")}}),
            (std::vector<std::string>{"--min-exercised a/*=67% failed: 66.6 % (2 of 3 clauses) was exercised",
                                      "--min-exercised b/*=1% failed: 0 % (0 of 2 clauses) was exercised"}));
}

TEST(Floors, SayNothingOfClausesThatTheRunDidNotSelect) {
  EXPECT_TRUE(unmet({.floors = {floor("c/*=100%")}}).empty());
}

TEST(RequireExercised, IsAboutClausesThatCanFailARun) {
  EXPECT_EQ(unmet({.floors = {}, .require_exercised = {"*"}}),
            std::vector<std::string>{"--require-exercised failed: 1 clause was not exercised"});
  EXPECT_TRUE(unmet({.floors = {}, .require_exercised = {"b/*"}}).empty());
}

TEST(BaselineExercise, MustNotGetLost) {
  const Baseline baseline{.date = "2026-11-01", .exercised = {"a/1", "a/2", "a/3", "b/1", "gone/1"}};
  EXPECT_EQ(
      unmet({.floors = {}, .require_exercised = {}, .baseline = baseline}),
      std::vector<std::string>{"--fail-on new failed: 1 clause is violated that the baseline of 2026-11-01 "
                               "does not list: a/2; 1 clause that the baseline of 2026-11-01 exercised "
                               "is not exercised: a/3"});
  Ledger known = ledger();
  known.entries[1].waived = Waived{.reason = "known"};
  EXPECT_TRUE(unmet_conditions({.baseline = Baseline{.date = "", .exercised = {"a/1"}}}, known).empty());
  known.entries[1].waived = {};
  known.entries[1].clause.own().severity = Severity::warning;
  EXPECT_TRUE(unmet_conditions({.baseline = Baseline{.date = "", .exercised = {"a/1"}}}, known).empty());
}

TEST(CheckConditions, RefusesGlobsThatMatchNothing) {
  const std::vector<std::string> clauses = {"a/1", "b/1"};
  EXPECT_TRUE(check_conditions({.floors = {floor("a/*=1%")}, .require_exercised = {"*"}}, clauses));
  const Result<void> refused =
      check_conditions({.floors = {floor("c/*=1%")}, .require_exercised = {"d"}}, clauses);
  ASSERT_FALSE(refused);
  EXPECT_EQ(to_string(refused.errors()),
            "error: --min-exercised: \"c/*\" matches no clause of the contract\n"
            "  avouch list shows every coordinate; * also matches slashes.\n"
            "error: --require-exercised: \"d\" matches no clause of the contract\n"
            "  avouch list shows every coordinate; * also matches slashes.\n");
}

}  // namespace conditions_test
}  // namespace avouch
