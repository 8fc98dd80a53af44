// SPDX-License-Identifier: MIT
// A program's own tests beside Avouch's suites: both run, both are told, and both count in one exit code. The
// program is programs/own_tests_program.cpp.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "process.h"

namespace avouch {
namespace own_tests_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/tests/end_to_end/own_tests_program";
constexpr const char* kOwn = "[  FAILED  ] Small/Number.IsNotThree/2";
constexpr const char* kClause = "[  FAILED  ] Body.GetThings/200/body/id/type";

struct OwnCase {
  const char* name;
  std::vector<std::string> arguments;
  int exit_code;
  std::vector<std::string> told;
  std::vector<std::string> untold;
};

void PrintTo(const OwnCase& shown, std::ostream* out) {
  *out << shown.name;
}

class OwnTests : public testing::TestWithParam<OwnCase> {};

TEST_P(OwnTests, CountBesideTheClauses) {
  std::vector<std::string> arguments = GetParam().arguments;
  arguments.insert(arguments.begin(), kProgram);
  const ScratchFolder folder;
  const Finished ran = run_process(arguments, folder.path());
  EXPECT_EQ(ran.exit_code, GetParam().exit_code) << ran.output << ran.errors;
  for (const std::string& text : GetParam().told)
    EXPECT_NE(ran.output.find(text), std::string::npos) << text << '\n' << ran.output;
  for (const std::string& text : GetParam().untold)
    EXPECT_EQ(ran.output.find(text), std::string::npos) << text << '\n' << ran.output;
}

INSTANTIATE_TEST_SUITE_P(
    Where, OwnTests,
    testing::Values(
        OwnCase{"AllIsWell",
                {},
                0,
                {"[       OK ] Small/Number.IsNotThree/2", "[       OK ] Status.IsASuiteOfTheProgram",
                 "[       OK ] AvouchStatus.GetThings/200/status",
                 "[       OK ] Body.GetThings/200/body/id/type"},
                {"[  FAILED  ]"}},
        OwnCase{"ItIsRepeated", {"--gtest_repeat=2", "--gtest_shuffle"}, 0, {}, {"[  FAILED  ]"}},
        OwnCase{"AnOwnTestFails", {"own"}, 1, {kOwn, "1 FAILED TEST"}, {kClause}},
        OwnCase{"AClauseIsViolated", {"target"}, 1, {kClause, "1 FAILED TEST"}, {kOwn}},
        OwnCase{"BothFail", {"own", "target"}, 1, {kOwn, kClause, "2 FAILED TESTS"}, {}},
        OwnCase{"NoAnswerComes", {"silent"}, 1, {"undecided: ", "nobody is at home"}, {kOwn}},
        OwnCase{"OnlyOwnTestsAreSelected",
                {"--gtest_filter=*Number*"},
                0,
                {"[  PASSED  ] 3 tests"},
                {"GetThings"}},
        OwnCase{
            "OnlyOwnTestsAreSelectedAndFail", {"own", "--gtest_filter=*Number*"}, 1, {kOwn}, {"GetThings"}},
        OwnCase{
            "TheyAreListed",
            {"own", "target", "--gtest_list_tests"},
            0,
            {"Small/Number.\n", "AvouchStatus.\n  GetThings/200/status", "\nStatus.\n  IsASuiteOfTheProgram"},
            {"[  FAILED  ]"}}),
    [](const testing::TestParamInfo<OwnCase>& of) { return of.param.name; });

}  // namespace own_tests_test
}  // namespace avouch
