// SPDX-License-Identifier: MIT
#include "cli/exit_code.h"

#include <gtest/gtest.h>

namespace avouch {
namespace exit_code_test {

Ledger ledger(std::initializer_list<Outcome> outcomes) {
  Ledger ledger;
  for (const Outcome outcome : outcomes) ledger.entries.push_back({.verdict = {.outcome = outcome}});
  return ledger;
}

TEST(Decide, AViolationGoesBeforeAll) {
  EXPECT_EQ(decide(ledger({Outcome::undecided, Outcome::violated, Outcome::holds}), {}), ExitCode::violated);
}

TEST(Decide, UndecidedIsNoSuccess) {
  EXPECT_EQ(decide(ledger({Outcome::undecided, Outcome::holds}), {}), ExitCode::undecided);
}

TEST(Decide, NothingJudgedIsNoSuccess) {
  EXPECT_EQ(decide(ledger({}), {}), ExitCode::unexercised);
  EXPECT_EQ(decide(ledger({Outcome::unexercised}), {}), ExitCode::unexercised);
}

TEST(Decide, AnInterruptedRunIsNeverGreen) {
  Ledger interrupted = ledger({Outcome::holds});
  interrupted.run.interrupted = true;
  EXPECT_EQ(decide(interrupted, {}), ExitCode::undecided);
  interrupted.entries.push_back({.verdict = {.outcome = Outcome::violated}});
  EXPECT_EQ(decide(interrupted, {}), ExitCode::violated);
}

TEST(Decide, AShardLeavesItToMergeWhetherEnoughWasExercised) {
  Ledger shard = ledger({Outcome::unexercised});
  shard.run.shard = Shard{.index = 1, .total = 2};
  EXPECT_EQ(decide(shard, {}), ExitCode::holds);
  shard.run.admission = Admission::refused;
  EXPECT_EQ(decide(shard, {}), ExitCode::unexercised);
  shard.run.admission = Admission::not_asked;
  shard.run.unmet = {{.kind = Unmet::Kind::exercise, .what = "--min-exercised 80% failed"}};
  EXPECT_EQ(decide(shard, {}), ExitCode::unexercised) << "it was asked for";
}

TEST(Decide, UnexercisedFailsOnlyWhereAsked) {
  Ledger some = ledger({Outcome::unexercised, Outcome::holds});
  EXPECT_EQ(decide(some, {}), ExitCode::holds);
  some.run.unmet = {{.kind = Unmet::Kind::exercise, .what = "--require-exercised failed"}};
  EXPECT_EQ(decide(some, {}), ExitCode::unexercised);
  some.entries[0].verdict.outcome = Outcome::undecided;
  EXPECT_EQ(decide(some, {}), ExitCode::undecided);
}

TEST(Decide, ARunThatIsLetInNowhereIsNoSuccess) {
  Ledger locked_out = ledger({Outcome::holds, Outcome::unexercised});
  locked_out.run.admission = Admission::refused;
  EXPECT_EQ(decide(locked_out, {}), ExitCode::unexercised);
  locked_out.entries[0].verdict.outcome = Outcome::violated;
  EXPECT_EQ(decide(locked_out, {}), ExitCode::violated);
}

TEST(Decide, ADefectOfAvouchGoesBeforeAViolation) {
  EXPECT_EQ(decide(ledger({Outcome::holds}), {"it was not run"}), ExitCode::undecided);
  EXPECT_EQ(decide(ledger({Outcome::violated}), {"it was not run"}), ExitCode::undecided);
  EXPECT_EQ(decide(ledger({}), {"it was not run"}), ExitCode::undecided);
}

TEST(Decide, AWarningIsNoViolation) {
  Ledger warned = ledger({Outcome::violated, Outcome::holds});
  warned.entries[0].clause.own().severity = Severity::warning;
  EXPECT_EQ(decide(warned, {}), ExitCode::holds);
}

TEST(Decide, AKnownFailureIsNoViolation) {
  Ledger known = ledger({Outcome::violated, Outcome::unexercised});
  known.entries[0].waived = Waived{.reason = "known"};
  EXPECT_EQ(decide(known, {}), ExitCode::holds) << "something was exercised";
  known.entries[1].verdict.outcome = Outcome::violated;
  EXPECT_EQ(decide(known, {}), ExitCode::violated);
}

TEST(Decide, AStaleKnownFailureFailsWhereAsked) {
  Ledger stale = ledger({Outcome::holds, Outcome::undecided});
  stale.run.unmet = {{.kind = Unmet::Kind::known_failures, .what = "--strict waivers failed"}};
  EXPECT_EQ(decide(stale, {}), ExitCode::violated);
}

}  // namespace exit_code_test
}  // namespace avouch
