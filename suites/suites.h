// SPDX-License-Identifier: MIT
// GoogleTest's side of a run: one parameterized suite per kind of clause, one registered test per clause.
//
//   testing::InitGoogleTest(&count, arguments);
//   register_suites(session);
//   const SuitesRun ran = run_suites(false, cancelled);  // sends what the selected tests need, then judges
//   them const Ledger ledger = session.close({}); for (const std::string& defect : defects_of(ran, ledger))
//   std::cerr << defect << '\n';  // normally none if (ran.others_failed) return 1;  // a program may have
//   tests of its own beside these
//
// The tests are registered at run time (testing::RegisterTest), with the clause as their parameter: a
// value-parameterized suite (TEST_P) may only have letters, digits and underscores in its names, and a
// coordinate has slashes. A "-" of a coordinate stands as "_" in the test's name, because --gtest_filter
// reads "-" as "except"; and "_DISABLED_" begins what begins with "DISABLED_", which GoogleTest would not
// run.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "suites/session.h"

namespace avouch {

// The coordinate, as GoogleTest's filter can name it.
std::string test_name(const std::string& coordinate);

// Once a process, after testing::InitGoogleTest. The session must outlive run_suites().
void register_suites(Session& session);

// How GoogleTest says that a test ended.
enum class TestEnd { passed, failed, skipped };

// What GoogleTest did with one clause that it selected.
struct ClauseRun {
  std::string coordinate;
  std::set<TestEnd> ends;  // of all repetitions; empty: its test never ran
};

struct SuitesRun {
  std::vector<ClauseRun> clauses;  // those that were selected, in the plan's order
  bool is_cut_short = false;   // by an interruption, --gtest_fail_fast or an exception: tests may be missing
  bool others_failed = false;  // GoogleTest failed what is no clause's: another test, an environment
  bool failed = false;         // what RUN_ALL_TESTS() said of all
  std::string thrown;          // what came out of GoogleTest: --gtest_throw_on_failure asks for that
};

// Runs what GoogleTest's flags select (filter, shard, repeat, list). GoogleTest's own printer is taken away
// unless `keep_printer`. What an interruption leaves unjudged is undecided, and a repetition ends early.
// Verdicts land in the session; the exit code is decided from its ledger and from what this returns.
// Precondition: register_suites() was called.
SuitesRun run_suites(bool keep_printer, const Cancellation& cancellation);

// What GoogleTest and the ledger do not agree on, a sentence each: a clause that was selected and is not in
// the ledger, one whose test ended otherwise than its verdict, one whose test did not run though nothing cut
// the run short. Each is a defect of Avouch, not of the target. Pure.
std::vector<std::string> defects_of(const SuitesRun& ran, const Ledger& ledger);

}  // namespace avouch
