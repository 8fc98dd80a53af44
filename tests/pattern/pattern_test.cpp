// SPDX-License-Identifier: MIT
#include "pattern/pattern.h"

#include <gtest/gtest.h>

#include <chrono>

#include "cases.h"

namespace avouch {
namespace pattern_test {

class PatternCase : public testing::TestWithParam<Match> {};

TEST_P(PatternCase, MeansWhatEcmaMeans) {
  const Result<Pattern> pattern = Pattern::compile(GetParam().pattern);
  ASSERT_TRUE(pattern) << to_string(pattern.errors());
  EXPECT_EQ(pattern->matches(GetParam().text), GetParam().matches ? Matched::yes : Matched::no);
}

INSTANTIATE_TEST_SUITE_P(Ecma262, PatternCase, testing::ValuesIn(kMatches),
                         [](const auto& test) { return std::string(test.param.name); });

class BrokenPattern : public testing::TestWithParam<Broken> {};

TEST_P(BrokenPattern, IsRefused) {
  const Result<Pattern> pattern = Pattern::compile(GetParam().pattern);
  ASSERT_FALSE(pattern);
  EXPECT_EQ(pattern.errors().front().title, GetParam().title);
}

INSTANTIATE_TEST_SUITE_P(Ecma262, BrokenPattern, testing::ValuesIn(kBroken),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Pattern, IsWellFormedEvenIfItCannotBeMatched) {
  EXPECT_EQ(Pattern::syntax_fault("^(?:(a)|b)*\\1$"), std::nullopt);
  EXPECT_EQ(Pattern::syntax_fault("(?<=a+)b"), std::nullopt);
}

TEST(Pattern, HasTheFaultThatKeepsItFromBeingCompiled) {
  for (const Match& match : kMatches) {
    const std::optional<std::string> fault = Pattern::syntax_fault(match.pattern);
    EXPECT_TRUE(!fault || fault->starts_with("a lone ")) << match.pattern << ": " << *fault;
  }
  for (const Broken& broken : kBroken) {
    const std::string title = broken.title;
    const bool is_limit = title.find("is not supported") != title.npos;
    EXPECT_EQ(Pattern::syntax_fault(broken.pattern), is_limit ? std::nullopt : std::optional(title));
  }
}

TEST(Pattern, IsNotWellFormedWithALoneBracket) {
  EXPECT_EQ(Pattern::syntax_fault("é]"), "a lone ] needs a \\ before it, after 1 character");
  EXPECT_EQ(Pattern::syntax_fault("a}"), "a lone } needs a \\ before it, after 1 character");
  EXPECT_EQ(Pattern::syntax_fault("{a"), "a lone { needs a \\ before it, after 0 characters");
  EXPECT_EQ(Pattern::syntax_fault("a{,2}"), "a lone { needs a \\ before it, after 1 character");
  EXPECT_EQ(Pattern::syntax_fault("a{2"), "a lone { needs a \\ before it, after 1 character");
  EXPECT_EQ(Pattern::syntax_fault(R"([{}]\]\{\}[^\]]a{2})"), std::nullopt);
}

TEST(Pattern, MayHaveOneNameInDifferentAlternatives) {
  for (const char* pattern : {"(?<a>b)|(?<a>c)", "(?<a>b)|c|(?:d(?<a>e))", "(?:(?<a>b)|c)|(?<a>d)",
                              "(?:x(?:(?<a>b)|(?:c|(?<a>d))))", "(?=(?<a>b)|(?<a>c))|((?<a>d))"})
    EXPECT_EQ(Pattern::syntax_fault(pattern), std::nullopt) << pattern;
  for (const char* pattern : {"(?<a>b)(?:c|(?<a>d))", "(?:(?<a>b)|c)(?<a>d)", "(?:x|y)(?<a>b)(?<a>c)",
                              "(?:x|y(?<a>b)(?<a>c))", "(?=(?<a>b))(?<a>c)|d", "x|(?<a>b|(?<a>c)|d)"})
    EXPECT_TRUE(Pattern::syntax_fault(pattern)) << pattern;
}

TEST(Pattern, IsCheckedForOneNameOfManyGroups) {
  std::string pattern;
  std::string end;
  for (int i = 0; i < 20'000; ++i) {
    pattern += "(?:(?<a>b)|(?<c" + std::to_string(i) + ">d)|";
    end += ")";
  }
  EXPECT_EQ(Pattern::syntax_fault(pattern + end), std::nullopt);
  EXPECT_TRUE(Pattern::syntax_fault(pattern + end + "(?<a>b)"));
}

TEST(Pattern, IsNotWellFormedWithAScriptThatThereIsNot) {
  for (const char* pattern :
       {R"(\p{Script=Nowhere})", R"([^a\P{scx=Nowhere}])", R"(\p{L}|(\p{sc=Greek}\p{sc=Nowhere}))"})
    EXPECT_EQ(Pattern::syntax_fault(pattern), "unknown script") << pattern;
  EXPECT_EQ(Pattern::syntax_fault(R"(\p{Script=Nowhere}()"), "a ( is never closed, after 19 characters")
      << "what ECMA-262 does not allow is said first";
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "\\p{sc=Nowhere" + std::to_string(i) + "}";
  EXPECT_EQ(Pattern::syntax_fault(many), "unknown script");
}

TEST(Pattern, IsCheckedWhateverItsLength) {
  std::string pattern;
  for (int i = 0; i < 50'000; ++i) pattern += "(a|[b-d])*";
  EXPECT_EQ(Pattern::syntax_fault(pattern), std::nullopt);
  EXPECT_EQ(Pattern::syntax_fault(pattern + "*"), "there is nothing to repeat, after 500000 characters");
}

TEST(Pattern, AnswersOverTenMegabytes) {
  const Result<Pattern> pattern = Pattern::compile("^[a-z]+$");
  const std::string text(10'000'000, 'a');
  EXPECT_EQ(pattern->matches(text), Matched::yes);
  EXPECT_EQ(pattern->matches(text + "1"), Matched::no);
}

TEST(Pattern, GivesUpWithinItsBudget) {
  // std::regex overflows the stack on the first, and never ends on the second.
  EXPECT_EQ(Pattern::compile("^(a|b)*c$")->matches(std::string(10'000'000, 'a')), Matched::budget);
  EXPECT_EQ(Pattern::compile("(a+)+$")->matches(std::string(40, 'a') + "!"), Matched::budget);
  EXPECT_EQ(Pattern::compile("(x+x+)+y$")->matches(std::string(1'000'000, 'x') + "yz"), Matched::budget);
  EXPECT_EQ(Pattern::compile("^(a+)+$")->matches(std::string(30'000, 'a') + "!"), Matched::budget);
  EXPECT_EQ(Pattern::compile("^(.*)\\1$")->matches(std::string(1'000'001, 'a')), Matched::budget);
}

TEST(Pattern, TakesTenThousandAlternatives) {
  std::string pattern = "^(?:";
  for (int i = 0; i < 10'000; ++i) pattern += (i > 0 ? "|value" : "value") + std::to_string(i);
  const Result<Pattern> compiled = Pattern::compile(pattern + ")$");
  ASSERT_TRUE(compiled) << to_string(compiled.errors()).substr(0, 300);
  EXPECT_EQ(compiled->matches("value9999"), Matched::yes);
  EXPECT_EQ(compiled->matches("value10000"), Matched::no);
  EXPECT_EQ(compiled->matches("value1x"), Matched::no);
}

}  // namespace pattern_test
}  // namespace avouch
