// SPDX-License-Identifier: MIT
// mutations.json lists the faults that script/mutate puts into the judge's source. Tests that each entry
// still matches the source, and that docs/trust.md mentions each.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/file.h"
#include "base/text.h"

namespace avouch {
namespace {

using nlohmann::json;

std::string text_of(const std::string& name) {
  const Result<std::string> text = read_file(std::string(AVOUCH_SOURCE_DIR) + "/" + name);
  EXPECT_TRUE(static_cast<bool>(text)) << to_string(text.errors());
  return text ? *text : "";
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Mutations, EachStandsOnceInTheSource) {
  const json mutations = json::parse(text_of("tests/trust/mutations.json"));
  EXPECT_GE(mutations.size(), 60u);
  std::set<std::string> known;
  for (const json& one : mutations) {
    const auto file = one.at("file").get<std::string>();
    const auto was = one.at("was").get<std::string>();
    EXPECT_EQ(occurrences(text_of(file), was), 1u) << file << ": " << one.at("breaks") << "\n" << was;
    EXPECT_NE(was, one.at("now").get<std::string>());
    EXPECT_TRUE(known.insert(file + one.at("breaks").get<std::string>()).second) << one.at("breaks");
  }
}

TEST(Mutations, TheDocumentTellsOfEachAndOfNoSurvivor) {
  const std::string document = text_of("docs/trust.md");
  for (const json& one : json::parse(text_of("tests/trust/mutations.json"))) {
    const auto breaks = one.at("breaks").get<std::string>();
    EXPECT_EQ(occurrences(document, "| " + breaks + " |"), 1u) << breaks;
  }
  EXPECT_EQ(occurrences(document, "| survived |"), 0u);
}

}  // namespace
}  // namespace avouch
