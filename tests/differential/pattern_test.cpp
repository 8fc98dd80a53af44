// SPDX-License-Identifier: MIT
// Compares our patterns with node's RegExp in Unicode mode on the same texts. They must agree, or our engine
// must reject the pattern as unsupported.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/file.h"
#include "base/text.h"
#include "pairs.h"
#include "pattern/pattern.h"
#include "patterns.h"

namespace avouch::differential {
namespace pattern_test {

namespace fs = std::filesystem;

constexpr std::size_t kPatterns = 10'000;
constexpr std::size_t kTexts = 10;  // of each

struct PatternCase {
  std::string pattern;
  std::vector<std::string> texts;
};

std::vector<PatternCase> random_patterns(std::uint64_t start) {
  static const std::vector<std::string> kCharacters = {"a", "b",  "c", "a", "b",         "1",
                                                       " ", "\n", "A", "é", "\U0001F600"};
  Random random(start);
  std::vector<PatternCase> cases;
  while (cases.size() < kPatterns) {
    PatternCase made{.pattern = random_pattern(random), .texts = {}};
    for (std::size_t i = 0; i < kTexts; ++i) {
      std::string text;
      for (std::size_t k = random.below(7); k > 0; --k) text += random.pick(kCharacters);
      made.texts.push_back(std::move(text));
    }
    cases.push_back(std::move(made));
  }
  return cases;
}

// A line a pattern; empty where node could not be run.
std::vector<std::string> node_answers(const std::vector<PatternCase>& cases) {
  const fs::path folder = fs::path(AVOUCH_BINARY_DIR) / "differential";
  fs::create_directories(folder);
  std::ofstream stream(folder / "patterns.jsonl", std::ios::binary);
  for (const PatternCase& test : cases) {
    Json texts = Json::array();
    for (const std::string& text : test.texts) texts.items.push_back(Json::string(text));
    stream << to_text(Json::array({Json::string(test.pattern), std::move(texts)})) << "\n";
  }
  stream.close();
  const fs::path answers = folder / "matches.txt";
  fs::remove(answers);
  const std::string command = "timeout 100 node '" AVOUCH_SOURCE_DIR "/tests/differential/regexp.cjs' '" +
                              (folder / "patterns.jsonl").string() + "' '" + answers.string() + "'";
  if (std::system(command.c_str()) != 0) return {};
  std::vector<std::string> lines;
  const Result<std::string> text = read_file(answers.string());
  if (!text) return {};
  for (const std::string_view line : split(*text, '\n')) {
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

// Where node's answer is worth nothing, ours is not asked for.
std::string our_answer(const Pattern& pattern, const std::vector<std::string>& texts,
                       const std::string& theirs) {
  std::string answer;
  for (const std::string& text : texts) {
    const Matched matched = pattern.matches(text);
    const char letter = matched == Matched::yes ? 'y' : matched == Matched::no ? 'n' : '?';
    answer += answer.size() < theirs.size() && theirs[answer.size()] == '-' ? '-' : letter;
  }
  return answer;
}

TEST(Differential, PatternsMeanWhatNodeMeans) {
  if (std::system("node --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "node is not installed";
  const std::vector<PatternCase> cases = random_patterns(seed());
  const std::vector<std::string> answers = node_answers(cases);
  ASSERT_EQ(answers.size(), cases.size());
  std::size_t broken = 0;
  std::size_t refused = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Result<Pattern> pattern = Pattern::compile(cases[i].pattern);
    const bool is_broken = answers[i] == "broken";
    EXPECT_EQ(Pattern::syntax_fault(cases[i].pattern).has_value(), is_broken) << cases[i].pattern;
    if (is_broken) {
      ++broken;
      EXPECT_FALSE(pattern) << cases[i].pattern;
    } else if (!pattern) {
      ++refused;
      EXPECT_NE(pattern.errors().front().title.find("is not supported"), std::string::npos)
          << to_string(pattern.errors());
    } else {
      EXPECT_EQ(our_answer(*pattern, cases[i].texts, answers[i]), answers[i]) << cases[i].pattern;
    }
  }
  std::cout << kPatterns << " patterns, " << broken << " broken, " << refused << " refused\n";
  EXPECT_LT(broken + refused, kPatterns / 2);
}

}  // namespace pattern_test
}  // namespace avouch::differential
