// SPDX-License-Identifier: MIT
// What texts are made of a pattern is told by tests/generate; here, that the engine agrees.
#include "pattern/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cases.h"
#include "pattern/pattern.h"
#include "pattern/shelf.h"

namespace avouch {
namespace text_test {

using Kind = PatternNode::Kind;

constexpr std::size_t kAttempts = 200;

bool is_condition(const PatternNode& node) {
  switch (node.kind) {
    case Kind::look:
    case Kind::back:
    case Kind::start:
    case Kind::end:
    case Kind::boundary:
      return true;
    case Kind::set:
      return node.size == 0 && !node.is_negative;  // []: no character is of it
    case Kind::literal:
    case Kind::any:
    case Kind::sequence:
    case Kind::choice:
    case Kind::repeat:
    case Kind::group:
      return false;
  }
  return false;
}

// Whether all that it asks of a text is what it is made of; anchors around all of it may stand.
bool is_unconditional(const PatternTree& tree) {
  std::set<PatternIndex> around;
  for (const PatternIndex part : tree.parts(tree.root())) around.insert(part);
  std::size_t conditions = 0;
  for (const PatternNode& node : tree.nodes) conditions += is_condition(node) ? 1 : 0;
  if (tree.nodes[tree.root()].kind != Kind::sequence || around.empty()) return conditions == 0;
  const PatternNode& first = tree.nodes[*around.begin()];
  const PatternNode& last = tree.nodes[*around.rbegin()];
  return conditions == std::size_t{first.kind == Kind::start} + std::size_t{last.kind == Kind::end};
}

std::set<std::string> patterns_of_all_tables() {
  std::set<std::string> patterns;
  for (const Match& match : kMatches) patterns.insert(match.pattern);
  for (const ExtentCase& extent : kExtents) patterns.insert(extent.pattern);
  for (const Broken& broken : kBroken) patterns.insert(broken.pattern);
  return patterns;
}

// Texts of all attempts, and how many of them match.
std::size_t matching_texts(const Pattern& engine, const PatternTexts& texts, const std::string& pattern) {
  Random random(1);
  std::size_t matching = 0;
  for (std::size_t attempt = 0; attempt < kAttempts; ++attempt) {
    const std::string text = texts.text(0, 40, attempt, random);
    if (engine.matches(text) == Matched::yes)
      ++matching;
    else if (is_unconditional(texts.tree()))
      ADD_FAILURE() << pattern << " does not match its text " << text;
  }
  return matching;
}

TEST(PatternTexts, MatchTheirPattern) {
  const std::set<std::string> unmatchable = {"a[]"};
  PatternShelf shelf;
  std::size_t checked = 0;
  std::size_t unconditional = 0;
  for (const std::string& pattern : patterns_of_all_tables()) {
    const Pattern* engine = shelf.engine(pattern);
    if (engine == nullptr) continue;
    const PatternTexts* texts = shelf.texts(pattern);
    ASSERT_NE(texts, nullptr) << pattern;
    ++checked;
    unconditional += is_unconditional(texts->tree()) ? 1 : 0;
    EXPECT_EQ(matching_texts(*engine, *texts, pattern) > 0, !unmatchable.contains(pattern)) << pattern;
  }
  EXPECT_GT(checked, 70u);
  EXPECT_GT(unconditional, 50u);
}

TEST(PatternTexts, AreAsLongAsTheirExtentSays) {
  Random random(1);
  for (const ExtentCase& extent : kExtents) {
    const std::optional<PatternTexts> texts = PatternTexts::make(extent.pattern);
    if (!texts) continue;
    const std::optional<Pattern> engine = [&]() -> std::optional<Pattern> {
      Result<Pattern> made = Pattern::compile(extent.pattern);
      return made ? std::optional(*std::move(made)) : std::nullopt;
    }();
    ASSERT_TRUE(engine) << extent.pattern;
    for (std::size_t attempt = 0; attempt < kAttempts; ++attempt) {
      const std::string text = texts->text(attempt % 7, 40, attempt, random);
      if (engine->matches(text) != Matched::yes) continue;
      const std::size_t length = code_points_of(text).size();
      EXPECT_GE(length, texts->extent().least) << extent.pattern << " matches " << text;
      EXPECT_LE(length, texts->extent().most.value_or(kOpen)) << extent.pattern << " matches " << text;
    }
  }
}

TEST(PatternTexts, ReadNothingThatIsBroken) {
  for (const char* pattern : {"(a", "[a", "a)", "*a", "a{3,1}", R"(\u{110000})", R"(\p{Script=Nowhere})"})
    EXPECT_FALSE(PatternTexts::make(pattern)) << pattern;
}

TEST(PatternTexts, OfDeepGroupsTakeBoundedStack) {
  const auto nested = [](std::size_t groups) {
    return std::string(groups, '(') + "a" + std::string(groups, ')');
  };
  Random random(1);
  EXPECT_EQ(PatternTexts::make(nested(250))->text(0, 9, 0, random), "a");
  EXPECT_FALSE(PatternTexts::make(nested(251)));
  // The engine's own limit is the same.
  EXPECT_TRUE(Pattern::compile(nested(250)));
  EXPECT_EQ(Pattern::compile(nested(251)).errors().front().hint, "The engine (PCRE2) has no equal of it.");
  EXPECT_NE(
      Pattern::compile(nested(100'000)).errors().front().title.find("parentheses are too deeply nested"),
      std::string::npos);
  EXPECT_EQ(Pattern::syntax_fault(nested(100'000)), std::nullopt);
}

TEST(PatternTexts, OfRepeatedNothingAreSoonMade) {
  Random random(1);
  const std::optional<PatternTexts> texts = PatternTexts::make("^(?:(?:(?:a?){60000}){60000}){60000}$");
  EXPECT_EQ(texts->text(0, 9, 0, random), "");
}

}  // namespace text_test
}  // namespace avouch
