// SPDX-License-Identifier: MIT
#include "cli/exit_code.h"

#include <gtest/gtest.h>

namespace avouch {
namespace {

Ledger ledger(std::initializer_list<Outcome> outcomes) {
  Ledger ledger;
  for (const Outcome outcome : outcomes) ledger.entries.push_back({.verdict = {.outcome = outcome}});
  return ledger;
}

TEST(Decide, AViolationGoesBeforeAll) {
  EXPECT_EQ(decide(ledger({Outcome::undecided, Outcome::violated, Outcome::holds}), true, {}),
            ExitCode::violated);
}

TEST(Decide, UndecidedIsNoSuccess) {
  EXPECT_EQ(decide(ledger({Outcome::undecided, Outcome::holds}), false, {}), ExitCode::undecided);
}

TEST(Decide, NothingJudgedIsNoSuccess) {
  EXPECT_EQ(decide(ledger({}), false, {}), ExitCode::unexercised);
  EXPECT_EQ(decide(ledger({Outcome::unexercised}), false, {}), ExitCode::unexercised);
}

TEST(Decide, UnexercisedFailsOnlyWhereAsked) {
  EXPECT_EQ(decide(ledger({Outcome::unexercised, Outcome::holds}), false, {}), ExitCode::holds);
  EXPECT_EQ(decide(ledger({Outcome::unexercised, Outcome::holds}), true, {}), ExitCode::unexercised);
}

TEST(Decide, ARunThatIsLetInNowhereIsNoSuccess) {
  Ledger locked_out = ledger({Outcome::holds, Outcome::unexercised});
  locked_out.run.locked_out = true;
  EXPECT_EQ(decide(locked_out, false, {}), ExitCode::unexercised);
  locked_out.entries[0].verdict.outcome = Outcome::violated;
  EXPECT_EQ(decide(locked_out, false, {}), ExitCode::violated);
}

TEST(Decide, ADefectOfAvouchGoesBeforeAViolation) {
  EXPECT_EQ(decide(ledger({Outcome::holds}), false, {"it was not run"}), ExitCode::undecided);
  EXPECT_EQ(decide(ledger({Outcome::violated}), true, {"it was not run"}), ExitCode::undecided);
  EXPECT_EQ(decide(ledger({}), false, {"it was not run"}), ExitCode::undecided);
}

TEST(Decide, AWarningIsNoViolation) {
  Ledger warned = ledger({Outcome::violated, Outcome::holds});
  warned.entries[0].clause.severity = Severity::warning;
  EXPECT_EQ(decide(warned, true, {}), ExitCode::holds);
}

}  // namespace
}  // namespace avouch
