// SPDX-License-Identifier: MIT
#include "judge/body/name_patterns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch {
namespace name_patterns_test {

TEST(NamePatterns, KnowsTheLiteralBeginning) {
  const std::vector<std::pair<const char*, const char*>> kRows = {
      {"^x-", "x-"},      {"^x-rate$", "x-rate"},
      {"^x-\\d+$", "x-"}, {"^/v1/", "/v1/"},
      {"^ab?", "a"},      {"^ab*c", "a"},
      {"^ab+", "a"},      {"^ab{2}", "a"},
      {"^a.b", "a"},      {"^[ab]c", ""},
      {"^(?:a)", ""},     {"x-", ""},
      {"^a|b", ""},       {"^", ""},
      {"", ""},           {"^a\\|b", ""},
      {"^a?", ""},        {"^\\d", ""},
      {"^aé", "a"},       {"^$", ""},
  };
  for (const auto& [pattern, beginning] : kRows) EXPECT_EQ(literal_beginning(pattern), beginning) << pattern;
}

// However many there are, those that match are found, in their order.
TEST(NamePatterns, GivesAllThatMayMatch) {
  const std::vector<std::string> kPatterns = {"^a",    "b",    "^ab",  "^abc$", "c$",
                                              "^b|^a", "^x0_", "^a?b", "^ab+",  "d"};
  for (const std::size_t count : {3U, 10U}) {
    NamePatterns patterns;
    for (std::size_t i = 0; i < count; ++i) patterns.add(kPatterns[i], *Pattern::compile(kPatterns[i]), i);
    for (const char* name : {"abc", "ab", "a", "b", "x0_y", "", "c", "dab"}) {
      std::vector<std::size_t> found;
      patterns.each_for(name, [&](const Pattern& pattern, std::size_t node) {
        if (pattern.matches(name) == Matched::yes) found.push_back(node);
      });
      std::vector<std::size_t> expected;
      for (std::size_t i = 0; i < count; ++i) {
        if (Pattern::compile(kPatterns[i])->matches(name) == Matched::yes) expected.push_back(i);
      }
      EXPECT_EQ(found, expected) << name << " of " << count;
    }
  }
}

}  // namespace name_patterns_test
}  // namespace avouch
