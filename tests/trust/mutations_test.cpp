// SPDX-License-Identifier: MIT
// mutations.json lists the faults that script/mutate puts into the judge's own source. `script/mutate
// --check` checks that each entry fits the source; this test checks that docs/trust.md lists each of them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/file.h"
#include "base/text.h"

namespace avouch {
namespace mutations_test {

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

TEST(Mutations, AreManyAndDiffer) {
  const json mutations = json::parse(text_of("tests/trust/mutations.json"));
  EXPECT_GE(mutations.size(), 60u);
  std::set<std::string> known;
  for (const json& one : mutations) {
    EXPECT_NE(one.at("was"), one.at("now")) << one.at("breaks");
    EXPECT_TRUE(known.insert(one.at("file").get<std::string>() + one.at("breaks").get<std::string>()).second)
        << one.at("breaks");
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

}  // namespace mutations_test
}  // namespace avouch
