// SPDX-License-Identifier: MIT
// GoogleTest's side of a run: one parameterized suite per kind of clause, one registered test per clause.
//
//   int main(int count, char** words) {
//     testing::InitGoogleTest(&count, words);
//     …                                          // a contract, a transport, a session: run/start.h
//     register_suites(session);
//     return run_suites(true, cancelled).exit_code();  // sends what the selected tests need, then judges
//   }
//
// The program may have tests of its own beside these (TEST, TEST_F, TEST_P): they run in the same run, and
// count in the same exit code. Where one of their suites has the name of one of these, this one is called
// "Avouch…".
//
// The tests are registered at run time (testing::RegisterTest), with the clause as their parameter: a
// value-parameterized suite (TEST_P) may only have letters, digits and underscores in its names, and a
// coordinate has slashes. A "-" of a coordinate stands as "_" in the test's name, because --gtest_filter
// reads "-" as "except"; and "_DISABLED_" begins what begins with "DISABLED_", which GoogleTest would not
// run.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "run/session.h"

namespace avouch {

// The coordinate, as GoogleTest's filter can name it.
std::string test_name(const std::string& coordinate);

// Once a process, after testing::InitGoogleTest. The session must outlive run_suites(), where it is.
void register_suites(Session& session);

// How GoogleTest reports that a test ended.
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
  std::size_t exercised = 0;   // clauses that were selected and hold or are violated
  bool left_unjudged = false;  // a clause is undecided, or its test did not run
  bool only_listed = false;    // --gtest_list_tests: nothing was run
  std::vector<std::string> defects;  // what defects_of() says

  // What main() returns where a test of a clause or another one failed, where a clause was left unjudged, and
  // where clauses were selected and none of them was exercised: 1. Else 0.
  int exit_code() const;
};

// Runs what GoogleTest's flags select (filter, shard, repeat, list). GoogleTest's own printer is taken away
// unless `keep_printer`. What an interruption leaves unjudged is undecided, and a repetition ends early.
// Verdicts land in the session: session.close() gives the ledger for reports.
// Precondition: register_suites() was called.
SuitesRun run_suites(bool keep_printer, const Cancellation& cancellation);

// What GoogleTest and the ledger do not agree on, a sentence each: a clause that was selected and is not in
// the ledger, one whose test ended otherwise than its verdict, one whose test did not run though nothing cut
// the run short. Each is a defect of Avouch, not of the target. Pure.
std::vector<std::string> defects_of(const SuitesRun& ran, const std::vector<Entry>& ledger);

}  // namespace avouch
