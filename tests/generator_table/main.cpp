// SPDX-License-Identifier: MIT
// generator_table [GoogleTest's options]: tests that the generator reaches no less than before.
// generator_table --suite [DIR]: counts, per keyword of the JSON-Schema-Test-Suite, the schemas that got a
// valid and an invalid instance.
// generator_table [--list] --documents FILE...: counts, for OpenAPI documents, the claims about bodies that
// are exercised and broken, and why others are not.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>
#include <string_view>

#include "contract/load.h"
#include "differential/ajv.h"
#include "generate/generator.h"
#include "reach.h"
#include "schemas/shipped.h"

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
    const GroupReach reach = reader.reach(group, false);
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

// Where ajv answers otherwise, and why that is no fault of what was made. Besides, groups whose own cases ajv
// gets wrong are left out, and counted.
struct Exception {
  const char* name;  // part of the group's description
  const char* why;
};
constexpr Exception kExceptions[] = {
    {"validate definition against metaschema", "ajv has metaschemas of its own, which ask for other things"},
    {"remote ref, containing refs itself", "likewise"},
    {"64-bit representation limits", "JavaScript reads numbers as doubles"},
    {"idn-email format", "ajv-formats has no such format"},
    {"idn-hostname format", "ajv-formats has no such format"},
    {"iri format", "ajv-formats has no such format"},
    {"iri-reference format", "ajv-formats has no such format"},
    {"date-time format", "ajv-formats takes a blank for the T"},
};

struct Pair {
  std::string group;
  std::string instance;
  bool is_valid = false;
  bool is_made = false;  // else it is the suite's
};

// What the suite has and what was made, as lines for ajv.
std::vector<Pair> pairs_of(const std::string& folder, std::string& lines) {
  GroupReader reader(folder);
  std::vector<Pair> pairs;
  std::size_t number = 0;
  for (const SuiteGroup& group : read_groups(folder)) {
    ++number;
    const bool is_exception =
        std::any_of(std::begin(kExceptions), std::end(kExceptions),
                    [&](const Exception& each) { return group.name.find(each.name) != group.name.npos; });
    const GroupReach reach = reader.reach(group, true);  // as ajv-formats does
    if (is_exception || !reach.refused.empty()) continue;
    const auto add = [&](const std::string& instance, bool is_valid, bool is_made) {
      lines += R"({"case":)" + std::to_string(number) + R"(,"draft":)" +
               (group.draft == "draft7" ? "7" : "2020") + R"(,"schema":)" + group.schema + R"(,"instance":)" +
               instance + "}\n";
      pairs.push_back({group.draft + " " + group.keyword + ": " + group.name + "\n    " + group.schema,
                       instance, is_valid, is_made});
    };
    for (const auto& [instance, is_valid] : group.cases) add(instance, is_valid, false);
    for (const std::string& instance : reach.all_valid) add(instance, true, true);
    for (const std::string& instance : reach.all_invalid) add(instance, false, true);
  }
  return pairs;
}

TEST(GeneratorTable, IsConfirmedByAjv) {
  const std::string folder = suite_folder();
  if (folder.empty())
    GTEST_SKIP() << "there is no JSON-Schema-Test-Suite; name its folder in AVOUCH_JSON_SCHEMA_SUITE";
  const Result<std::string> ajv = differential::ajv_folder();
  if (!ajv) GTEST_SKIP() << to_string(ajv.errors());
  std::string lines;
  const std::vector<Pair> pairs = pairs_of(folder, lines);
  const auto verdicts = differential::ajv_verdicts(*ajv, lines);
  ASSERT_TRUE(verdicts) << to_string(verdicts.errors());
  const auto agrees = [&](std::size_t i) {
    return ((*verdicts)[i].says == differential::AjvSays::valid) == pairs[i].is_valid;
  };
  std::set<std::string> wrong;  // groups that ajv itself has wrong, or refuses
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool is_refused = (*verdicts)[i].says == differential::AjvSays::refused;
    const bool is_format =
        pairs[i].group.find(" format: ") != std::string::npos;  // asserted here, not in the suite
    if (is_refused || (!pairs[i].is_made && !is_format && !agrees(i))) wrong.insert(pairs[i].group);
  }
  std::size_t agreed = 0;
  std::size_t made = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!pairs[i].is_made) continue;
    ++made;
    if (wrong.contains(pairs[i].group)) continue;
    EXPECT_TRUE(agrees(i)) << "made as " << (pairs[i].is_valid ? "valid" : "invalid") << ": "
                           << pairs[i].instance << "\n"
                           << pairs[i].group;
    if (agrees(i)) ++agreed;
  }
  std::cout << agreed << " of " << made << " instances confirmed; " << wrong.size()
            << " groups that ajv refuses, or gets wrong in the suite's own cases\n";
  EXPECT_GT(agreed, made * 8 / 10);
}

TEST(GeneratorTable, ReachesTheClaimsOfALargeContract) {
  const char* named = std::getenv("AVOUCH_TWILIO_OPENAPI");
  const std::filesystem::path folder =
      named != nullptr ? named : AVOUCH_SOURCE_DIR "/../shared/data/twilio-openapi";
  const std::filesystem::path file = folder / "twilio_messaging_v1.json";
  if (!std::filesystem::exists(file))
    GTEST_SKIP() << "there is no " << file.filename() << "; name its folder in AVOUCH_TWILIO_OPENAPI";
  const Reach reach = reach_of_document(file.string(), false);
  EXPECT_EQ(reach.impossible, 0U);
  EXPECT_GT(reach.claims, 1'500U);
  EXPECT_GE(1000 * reach.exercised, 995 * reach.claims);
  // The rest are lengths of identifiers below oneOf, whose pattern or format no such text satisfies: a text
  // that breaks them with it proves nothing.
  std::size_t broken = 0;
  for (const auto& [reason, count] : reach.reasons) {
    if (reason == "made" || reason == "masked, with instances") broken += count;
  }
  EXPECT_GE(1000 * broken, 965 * reach.claims);
}

TEST(GeneratorTable, MakesTenThousandInstancesOfTheShippedContract) {
  std::vector<NamedText> texts;
  for (const ShippedFile& shipped : shipped_files()) texts.emplace_back(shipped.name, shipped.text);
  const Result<Contract> contract = load_shipped_contract(texts);
  ASSERT_TRUE(contract) << to_string(contract.errors());
  constexpr std::uint64_t kCount = 10'000;
  std::uint64_t made = 0;
  for (const Operation& operation : contract->operations) {
    for (const DocumentedResponse& response : operation.responses) {
      for (const DocumentedMedia& media : response.media) {
        if (media.schema == nullptr || !media.is_json()) continue;
        const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
        ASSERT_TRUE(judge);
        const Result<Generator> generator = Generator::make(media.schema, *judge);
        ASSERT_TRUE(generator) << to_string(generator.errors());
        for (std::uint64_t n = 0; n < kCount; ++n) {
          const std::string text = generator->random_instance(n);
          const ParsedBody body = parse_body(text);
          ASSERT_NE(body.instance, nullptr) << text;
          ASSERT_EQ(judge->accepts(*body.instance), true) << text;
          ++made;
        }
      }
    }
  }
  EXPECT_GE(made, kCount);
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
