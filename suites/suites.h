// SPDX-License-Identifier: MIT
// Registers a run with GoogleTest: one parameterized suite per kind of clause, one test per clause.
//
//   int main(int count, char** words) {
//     testing::InitGoogleTest(&count, words);
//     …                                          // a contract, a transport, a session: run/start.h
//     register_suites(session);
//     return run_suites(true, cancelled).exit_code();  // sends what the selected tests need, then judges
//   }
//
// The program may have its own tests (TEST, TEST_F, TEST_P). They run in the same run and count in the same
// exit code. If one of its suites has the name of a clause suite, the clause suite is named "Avouch…"
// instead.
//
// The tests are registered at run time (testing::RegisterTest), with the clause as their parameter.
// Value-parameterized suites (TEST_P) do not fit: their names allow only letters, digits and underscores, and
// a coordinate has slashes. A "-" of a coordinate becomes "_" in the test's name, because --gtest_filter
// reads "-" as "except". A name that begins with "DISABLED_" gets the prefix "_", because GoogleTest would
// not run it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "base/shared_value.h"
#include "run/session.h"

namespace avouch {

// The coordinate as a name that GoogleTest's filter can select.
std::string test_name(const std::string& coordinate);

// Call once per process, after testing::InitGoogleTest. The session must outlive run_suites() and must not
// move. `only`: the clauses to register, by their indices in the plan, sorted; all if it is not given.
void register_suites(Session& session, const std::optional<std::vector<std::size_t>>& only = std::nullopt);

// GoogleTest's result of a test.
enum class TestEnd : std::uint8_t { passed, failed, skipped };

// A set of them.
class TestEnds {
 public:
  TestEnds() = default;
  TestEnds(std::initializer_list<TestEnd> ends) {
    for (const TestEnd end : ends) insert(end);
  }

  void insert(TestEnd end) { bits_ |= bit(end); }
  bool contains(TestEnd end) const { return (bits_ & bit(end)) != 0; }
  bool empty() const { return bits_ == 0; }

 private:
  static unsigned bit(TestEnd end) { return 1U << static_cast<unsigned>(end); }

  unsigned bits_ = 0;
};

// GoogleTest's results for one selected clause.
struct ClauseRun {
  SharedValue<Clause> clause;
  TestEnds ends;  // of all repetitions; empty: the test never ran
};

struct SuitesRun {
  std::vector<ClauseRun> clauses;  // the selected clauses, in the plan's order
  bool is_cut_short = false;   // by an interruption, --gtest_fail_fast or an exception: tests may be missing
  bool others_failed = false;  // a failure outside the clauses: another test, an environment
  bool failed = false;         // the result of RUN_ALL_TESTS()
  std::string thrown;          // an exception from GoogleTest, which --gtest_throw_on_failure enables
  std::size_t exercised = 0;   // selected clauses that hold or are violated
  bool left_unjudged = false;  // a clause is undecided, or its test did not run
  bool only_listed = false;    // --gtest_list_tests: nothing was run
  std::vector<std::string> defects;  // the result of defects_of()

  // The exit code for main(). 1 if a test of a clause or another test failed, if a clause was left unjudged,
  // or if clauses were selected and none was exercised. Otherwise 0.
  int exit_code() const;
};

// Runs the tests that GoogleTest's flags select (filter, shard, repeat, list). Removes GoogleTest's own
// printer unless `keep_printer`. After an interruption, clauses that are not judged yet are undecided and
// repetitions end. The verdicts are stored in the session; session.close() returns the ledger for reports.
// Precondition: register_suites() was called.
SuitesRun run_suites(bool keep_printer, const Cancellation& cancellation);

// Lists disagreements between GoogleTest and the ledger, one sentence each: a selected clause that is not in
// the ledger, a test result that differs from the clause's verdict, a test that did not run although nothing
// cut the run short. Each is a defect of Avouch, not of the target. Pure.
std::vector<std::string> defects_of(const SuitesRun& ran, const std::vector<Entry>& ledger);

}  // namespace avouch
