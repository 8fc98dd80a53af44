// SPDX-License-Identifier: MIT
// No clause may vanish: tests the ledger and the exit code if judging or GoogleTest fails. The program is
// programs/clause_program.cpp.
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "process.h"

namespace avouch {
namespace clauses_test {

const std::vector<std::string> kClauses = {"Fetch/200/status", "DISABLED_Fetch/200/status",
                                           "Fetch/security/anonymous", "Fetch/security/wrong-credentials",
                                           "Fetch/200/body/DISABLED_x/type"};

using Environment = std::map<std::string, std::string>;

Finished run_program(std::vector<std::string> arguments, const Environment& environment = {}) {
  const ScratchFolder folder;
  arguments.insert(arguments.begin(), AVOUCH_CLAUSE_PROGRAM);
  return run_process(arguments, folder.path(), environment);
}

// What the program prints where all hold but some.
std::string ledger(const std::vector<std::string>& but) {
  std::string text;
  for (std::size_t i = 0; i < kClauses.size(); ++i)
    text += kClauses[i] + "|" + (but[i].empty() ? "holds|" : "undecided|" + but[i]) + "\n";
  return text;
}

struct Thrown {
  const char* name;
  const char* reason;
};

void PrintTo(const Thrown& shown, std::ostream* out) {
  *out << shown.name;
}

class AThrow : public testing::TestWithParam<Thrown> {};

TEST_P(AThrow, LeavesItsClauseUndecidedAndTheOthersAsTheyWere) {
  for (std::size_t clause = 0; clause < kClauses.size(); ++clause) {
    const Finished ran = run_program({std::string(GetParam().name) + ":" + std::to_string(clause)});
    std::vector<std::string> reasons(kClauses.size());
    reasons[clause] = GetParam().reason;
    EXPECT_EQ(ran.output, ledger(reasons));
    EXPECT_EQ(ran.exit_code, 3) << kClauses[clause];
  }
}

INSTANTIATE_TEST_SUITE_P(Of, AThrow,
                         testing::Values(Thrown{"error", "not judged: Avouch failed: no \\x1b verdict"},
                                         Thrown{"memory", "not judged: this process ran out of memory"},
                                         Thrown{"int",
                                                "not judged: Avouch failed: what was thrown is not a "
                                                "std::exception"}),
                         [](const testing::TestParamInfo<Thrown>& of) { return of.param.name; });

struct Case {
  const char* name;
  std::vector<std::string> arguments;
  int exit_code;
  std::string output;
  Environment environment = {};
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

class Clauses : public testing::TestWithParam<Case> {};

TEST_P(Clauses, AreAllInTheLedger) {
  const Finished ran = run_program(GetParam().arguments, GetParam().environment);
  EXPECT_EQ(ran.output, GetParam().output) << ran.errors;
  EXPECT_EQ(ran.exit_code, GetParam().exit_code);
}

const std::string kMemory = "not judged: this process ran out of memory";
const std::string kStopped = "not judged: the run was interrupted";
const std::string kFailFast = "not judged: --gtest_fail_fast ended the run first";
const std::string kThrowOnFailure = "not judged: --gtest_throw_on_failure ended the run first";
const std::vector<std::string> kHold(5);

// The suites are in the order in which they were registered: Status (0, 1, 4), then Security (2, 3).
INSTANTIATE_TEST_SUITE_P(
    Where, Clauses,
    testing::Values(
        Case{"AllIsWell", {}, 0, ledger(kHold)}, Case{"ItIsRepeated", {"--gtest_repeat=3"}, 0, ledger(kHold)},
        Case{"ItIsShuffled", {"--gtest_shuffle"}, 0, ledger(kHold)},
        Case{"TheFilterSelectsOne", {"--gtest_filter=*/anonymous"}, 0, "Fetch/security/anonymous|holds|\n"},
        Case{"TheFilterSelectsNone", {"--gtest_filter=nothing"}, 4, ""},
        Case{"AnOwnTestFails", {"own:0"}, 1, ledger(kHold)},
        Case{"AnOwnTestFailsFast",
             {"own:0", "--gtest_fail_fast"},
             3,
             ledger({kFailFast, kFailFast, kFailFast, kFailFast, kFailFast})},
        Case{"ItFailsFast",
             {"memory:1", "--gtest_fail_fast"},
             3,
             ledger({"", kMemory, kFailFast, kFailFast, kFailFast})},
        Case{"AFailureThrows",
             {"memory:1", "--gtest_throw_on_failure"},
             3,
             ledger({"", kMemory, kThrowOnFailure, kThrowOnFailure, kThrowOnFailure}),
             {{"ASAN_OPTIONS", "detect_leaks=0"}}},  // GoogleTest does not delete the test that threw
        Case{"ExceptionsAreNotCaught",
             {"int:1", "--gtest_catch_exceptions=0"},
             3,
             ledger({"", "not judged: Avouch failed: what was thrown is not a std::exception", "", "", ""})},
        Case{"ItIsInterrupted", {"interrupt:1"}, 3, ledger({"", "", kStopped, kStopped, kStopped})},
        Case{"ItIsInterruptedInARepetition",
             {"interrupt:1", "--gtest_repeat=-1"},
             3,
             ledger({"", "", kStopped, kStopped, kStopped})},
        Case{"GoogleTestFailsWhatHolds",
             {"fail:2"},
             3,
             ledger(kHold) + "defect: GoogleTest reports that Fetch/security/anonymous failed, but the "
                             "ledger reports that it "
                             "holds\n"},
        Case{"GoogleTestSkipsATest",
             {"skip:2"},
             3,
             ledger({"", "", "not judged: GoogleTest did not run its test", "", ""}) +
                 "defect: GoogleTest did not run the test of Fetch/security/anonymous\n"}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

TEST(Shards, HaveEachClauseOnce) {
  const ScratchFolder folder;
  std::multiset<std::string> lines;
  for (const char* index : {"0", "1", "2"}) {
    const Finished ran = run_process({AVOUCH_CLAUSE_PROGRAM}, folder.path(),
                                     {{"GTEST_TOTAL_SHARDS", "3"}, {"GTEST_SHARD_INDEX", index}});
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    for (const std::string_view line : split(ran.output, '\n')) {
      if (!line.empty()) lines.emplace(line);
    }
  }
  std::multiset<std::string> all;
  for (const std::string& clause : kClauses) all.insert(clause + "|holds|");
  EXPECT_EQ(lines, all);
}

}  // namespace clauses_test
}  // namespace avouch
