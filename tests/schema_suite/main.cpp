// SPDX-License-Identifier: MIT
// schema_suite [GoogleTest's options]: runs each case of the suite as a test.
// schema_suite --table [DIR]: counts right, wrong and refused cases per draft and folder, those that a second
// validator judges right too, and lists those that are not right. The suite is in DIR,
// $AVOUCH_JSON_SCHEMA_SUITE, ../shared/data beside the sources, or the folder of Debian's package
// json-schema-test-suite.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include "suite.h"

namespace avouch {
namespace {

std::string suite_folder() {
  if (const char* named = std::getenv("AVOUCH_JSON_SCHEMA_SUITE")) return named;
  for (const char* folder :
       {AVOUCH_SOURCE_DIR "/../shared/data/JSON-Schema-Test-Suite", "/usr/share/json-schema-test-suite"}) {
    if (std::filesystem::is_directory(std::filesystem::path(folder) / "tests")) return folder;
  }
  return {};
}

SuiteJudge& suite_judge(const std::string& folder) {
  static SuiteJudge judge(folder);
  return judge;
}

class SuiteTest : public testing::Test {
 public:
  SuiteTest(const SuiteCase& test, const std::string& folder) : test_(test), folder_(folder) {}
  void TestBody() override {
    const SuiteOutcome outcome = suite_judge(folder_).judge(test_);
    if (outcome.result == SuiteResult::refused) GTEST_SKIP() << "refused: " << outcome.why;
    EXPECT_EQ(outcome.result, SuiteResult::right) << test_.group << ": " << test_.test << "\n"
                                                  << test_.schema << "\n"
                                                  << test_.data << "\n"
                                                  << outcome.why;
  }

 private:
  SuiteCase test_;
  std::string folder_;
};

class MissingSuite : public testing::Test {
 public:
  void TestBody() override {
    GTEST_SKIP() << "there is no JSON-Schema-Test-Suite; name its folder in AVOUCH_JSON_SCHEMA_SUITE";
  }
};

std::string test_name(const SuiteCase& test, std::size_t index) {
  std::string name = test.file + "_" + std::to_string(index);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

void register_cases(const std::string& folder) {
  if (folder.empty()) {
    testing::RegisterTest("JsonSchemaTestSuite", "IsHere", nullptr, nullptr, __FILE__, __LINE__,
                          []() -> testing::Test* { return new MissingSuite; });
    return;
  }
  std::size_t index = 0;
  for (const SuiteCase& test : read_suite(folder)) {
    std::string suite = test.draft + "_" + test.folder;
    std::replace_if(
        suite.begin(), suite.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    testing::RegisterTest(suite.c_str(), test_name(test, ++index).c_str(), nullptr,
                          (test.group + ": " + test.test).c_str(), __FILE__, __LINE__,
                          [=]() -> testing::Test* { return new SuiteTest(test, folder); });
  }
}

int print_table(const std::string& folder) {
  std::map<std::string, std::array<std::size_t, 3>> rows;
  std::map<std::string, std::size_t> seconds;
  std::vector<std::string> order;
  for (const SuiteCase& test : read_suite(folder)) {
    const std::string row = test.draft + " " + test.folder;
    if (rows.count(row) == 0) order.push_back(row);
    const SuiteOutcome outcome = suite_judge(folder).judge(test);
    ++rows[row][static_cast<std::size_t>(outcome.result)];
    seconds[row] += outcome.is_second ? 1 : 0;
    if (outcome.result == SuiteResult::right) continue;
    std::cout << (outcome.result == SuiteResult::wrong ? "WRONG   " : "REFUSED ") << row << "/" << test.file
              << ": " << test.group << ": " << test.test << "\n    " << outcome.why << "\n";
  }
  std::size_t wrong = 0;
  std::printf("%-34s %6s %6s %8s %6s\n", "", "right", "wrong", "refused", "second");
  for (const std::string& row : order) {
    const auto& [right, bad, refused] = rows[row];
    std::printf("%-34s %6zu %6zu %8zu %6zu\n", row.c_str(), right, bad, refused, seconds[row]);
    wrong += bad;
  }
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace avouch

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc > 1 && std::string_view(argv[1]) == "--table") {
    const std::string folder = argc > 2 ? argv[2] : avouch::suite_folder();
    if (folder.empty()) {
      std::cerr << "there is no JSON-Schema-Test-Suite; name its folder\n";
      return 2;
    }
    return avouch::print_table(folder);
  }
  avouch::register_cases(avouch::suite_folder());
  return RUN_ALL_TESTS();
}
