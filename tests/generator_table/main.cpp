// SPDX-License-Identifier: MIT
// generator_table [GoogleTest's options]: what is reached is as much as it was.
// generator_table --suite [DIR]: per keyword of the JSON-Schema-Test-Suite, how many schemas got a valid and
// an invalid instance. generator_table [--list] --documents FILE...: of OpenAPI documents, how many claims
// about bodies are exercised and broken, and why the others are not.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "reach.h"

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

struct KeywordRow {
  std::size_t satisfiable = 0;
  std::size_t with_valid = 0;
  std::size_t falsifiable = 0;
  std::size_t with_invalid = 0;
  std::size_t refused = 0;
};

std::map<std::string, KeywordRow> suite_rows(const std::string& folder, std::ostream& missing) {
  GroupReader reader(folder);
  std::map<std::string, KeywordRow> rows;
  for (const SuiteGroup& group : read_groups(folder)) {
    KeywordRow& row = rows[group.draft + " " + group.keyword];
    const GroupReach reach = reader.reach(group);
    const std::string name =
        group.draft + " " + group.keyword + ": " + group.name + "\n    " + group.schema + "\n";
    if (!reach.refused.empty()) {
      ++row.refused;
      missing << "REFUSED " << name << "    " << reach.refused;
      continue;
    }
    if (group.allows) ++row.satisfiable;
    if (group.allows && reach.has_valid) ++row.with_valid;
    if (group.allows && !reach.has_valid) missing << "NO VALID " << name;
    if (!group.allows && reach.has_valid) missing << "BEYOND THE SUITE: valid " << reach.valid << " " << name;
    if (group.forbids) ++row.falsifiable;
    if (group.forbids && reach.has_invalid) ++row.with_invalid;
    if (group.forbids && !reach.has_invalid) missing << "NO INVALID " << name;
    if (!group.forbids && reach.has_invalid)
      missing << "BEYOND THE SUITE: invalid " << reach.invalid << " " << name;
  }
  return rows;
}

int print_suite(const std::string& folder) {
  const std::map<std::string, KeywordRow> rows = suite_rows(folder, std::cout);
  KeywordRow sum;
  const auto print = [](const std::string& name, const KeywordRow& row) {
    std::printf("%-40s %5zu of %5zu %5zu of %5zu %5zu\n", name.c_str(), row.with_valid, row.satisfiable,
                row.with_invalid, row.falsifiable, row.refused);
  };
  std::printf("%-40s %14s %14s %7s\n", "", "valid", "invalid", "refused");
  for (const auto& [name, row] : rows) {
    print(name, row);
    sum.satisfiable += row.satisfiable;
    sum.with_valid += row.with_valid;
    sum.falsifiable += row.falsifiable;
    sum.with_invalid += row.with_invalid;
    sum.refused += row.refused;
  }
  print("all", sum);
  return 0;
}

int print_documents(const std::vector<std::string>& files, bool lists) {
  Reach all;
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& file : files) all.add(reach_of_document(file, lists));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::cout << all.schemas << " schemas, " << all.impossible << " impossible; " << all.claims << " claims, "
            << all.exercised << " exercised by " << all.instances << " instances; " << all.violations
            << " violations; " << seconds.count() << " s with loading\n";
  for (const auto& [reason, count] : all.reasons) std::cout << "  " << count << " " << reason << "\n";
  for (const auto& [reason, count] : all.missed) std::cout << "    " << count << " " << reason << "\n";
  return 0;
}

TEST(GeneratorTable, ReachesEverySchemaOfTheSuite) {
  const std::string folder = suite_folder();
  if (folder.empty())
    GTEST_SKIP() << "there is no JSON-Schema-Test-Suite; name its folder in AVOUCH_JSON_SCHEMA_SUITE";
  std::ostringstream missing;
  KeywordRow sum;
  for (const auto& [name, row] : suite_rows(folder, missing)) {
    sum.satisfiable += row.satisfiable;
    sum.with_valid += row.with_valid;
    sum.falsifiable += row.falsifiable;
    sum.with_invalid += row.with_invalid;
  }
  EXPECT_GE(100 * sum.with_valid, 99 * sum.satisfiable) << missing.str();
  EXPECT_GE(100 * sum.with_invalid, 99 * sum.falsifiable) << missing.str();
}

}  // namespace
}  // namespace avouch

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  std::vector<std::string> words(argv + 1, argv + argc);
  const bool lists = !words.empty() && words.front() == "--list";
  if (lists) words.erase(words.begin());
  if (!words.empty() && words.front() == "--suite") {
    const std::string folder = words.size() > 1 ? words[1] : avouch::suite_folder();
    if (folder.empty()) {
      std::cerr << "there is no JSON-Schema-Test-Suite; name its folder\n";
      return 2;
    }
    return avouch::print_suite(folder);
  }
  if (!words.empty() && words.front() == "--documents")
    return avouch::print_documents({words.begin() + 1, words.end()}, lists);
  return RUN_ALL_TESTS();
}
