// SPDX-License-Identifier: MIT
#include "suites/suites.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace avouch {
namespace suites_test {

TEST(TestName, CanBeWrittenInAFilter) {
  EXPECT_EQ(test_name("Op/200/headers/Access-Control-Allow-Origin/type"),
            "Op/200/headers/Access_Control_Allow_Origin/type");
}

// GoogleTest runs no test, and no suite, whose name has a part that begins so.
TEST(TestName, IsNeverThatOfADisabledTest) {
  EXPECT_EQ(test_name("DISABLED_Op/200/status"), "_DISABLED_Op/200/status");
  EXPECT_EQ(test_name("Op/200/body/DISABLED_at/type"), "Op/200/body/_DISABLED_at/type");
  EXPECT_EQ(test_name("Op/200/body/is_DISABLED_at/type"), "Op/200/body/is_DISABLED_at/type");
}

struct Ran {
  const char* name;
  Outcome outcome;
  Severity severity;
  TestEnd end;
  bool is_known = false;
};

void PrintTo(const Ran& shown, std::ostream* out) {
  *out << shown.name;
}

class Agreement : public testing::TestWithParam<Ran> {};

TEST_P(Agreement, IsHowATestEndsByItsVerdict) {
  const Ran& right = GetParam();
  std::vector<Entry> ledger = {{.clause = Clause{.coordinate = "c", .severity = right.severity},
                                .verdict = {.outcome = right.outcome}}};
  if (right.is_known) ledger[0].waived = Waived{.reason = "known"};
  for (const TestEnd end : {TestEnd::passed, TestEnd::failed, TestEnd::skipped}) {
    const SuitesRun ran{.clauses = {{.clause = Clause{.coordinate = "c"}, .ends = {end}}},
                        .is_cut_short = true};
    EXPECT_EQ(defects_of(ran, ledger).empty(), end == right.end);
  }
  // It ended otherwise in one repetition.
  const SuitesRun varied{
      .clauses = {{.clause = Clause{.coordinate = "c"}, .ends = {TestEnd::passed, TestEnd::skipped}}}};
  EXPECT_EQ(defects_of(varied, ledger).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Agreement,
    testing::Values(Ran{"Holds", Outcome::holds, Severity::violation, TestEnd::passed},
                    Ran{"Violated", Outcome::violated, Severity::violation, TestEnd::failed},
                    Ran{"Warned", Outcome::violated, Severity::warning, TestEnd::passed},
                    Ran{"Known", Outcome::violated, Severity::violation, TestEnd::skipped, true},
                    Ran{"KnownWarning", Outcome::violated, Severity::warning, TestEnd::skipped, true},
                    Ran{"Unexercised", Outcome::unexercised, Severity::violation, TestEnd::skipped},
                    Ran{"Undecided", Outcome::undecided, Severity::violation, TestEnd::failed}),
    [](const testing::TestParamInfo<Ran>& of) { return of.param.name; });

TEST(Defects, AreSelectedClausesThatTheLedgerLacks) {
  const SuitesRun ran{.clauses = {{.clause = Clause{.coordinate = "a"}, .ends = {TestEnd::passed}},
                                  {.clause = Clause{.coordinate = "b"}, .ends = {}}}};
  const std::vector<Entry> ledger = {
      {.clause = Clause{.coordinate = "b"}, .verdict = {.outcome = Outcome::undecided}}};
  EXPECT_EQ(defects_of(ran, ledger),
            (std::vector<std::string>{"a was selected, but the ledger has no entry for it",
                                      "GoogleTest did not run the test of b"}));
}

TEST(Defects, AreNotTestsThatDidNotRunWhereTheRunWasCutShort) {
  const SuitesRun ran{.clauses = {{.clause = Clause{.coordinate = "b"}, .ends = {}}}, .is_cut_short = true};
  const std::vector<Entry> ledger = {
      {.clause = Clause{.coordinate = "b"}, .verdict = {.outcome = Outcome::undecided}}};
  EXPECT_TRUE(defects_of(ran, ledger).empty());
}

struct Ended {
  const char* name;
  SuitesRun ran;
  int exit_code;
};

void PrintTo(const Ended& shown, std::ostream* out) {
  *out << shown.name;
}

class ExitCodes : public testing::TestWithParam<Ended> {};

TEST_P(ExitCodes, AreWhatMainReturns) {
  EXPECT_EQ(GetParam().ran.exit_code(), GetParam().exit_code);
}

const std::vector<ClauseRun> kOne = {{.clause = Clause{.coordinate = "a"}, .ends = {}}};

INSTANTIATE_TEST_SUITE_P(
    Where, ExitCodes,
    testing::Values(Ended{"AllHold", {.clauses = kOne, .exercised = 1}, 0},
                    Ended{"ATestFailed", {.clauses = kOne, .failed = true, .exercised = 1}, 1},
                    Ended{"AnotherTestFailed", {.others_failed = true, .failed = true}, 1},
                    Ended{"NothingWasExercised", {.clauses = kOne}, 1}, Ended{"NoClauseWasSelected", {}, 0},
                    Ended{"AClauseWasLeft", {.clauses = kOne, .exercised = 1, .left_unjudged = true}, 1},
                    Ended{"AvouchHasADefect", {.clauses = kOne, .exercised = 1, .defects = {"d"}}, 1},
                    Ended{"TheyWereListed", {.clauses = kOne, .only_listed = true}, 0}),
    [](const testing::TestParamInfo<Ended>& of) { return of.param.name; });

}  // namespace suites_test
}  // namespace avouch
