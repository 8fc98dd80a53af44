// SPDX-License-Identifier: MIT
#include "generate/maker/choose/choices.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>
#include <vector>

namespace avouch {
namespace choices_test {

TEST(Choices, TryEveryCombinationOnce) {
  Choices choices;
  std::vector<std::pair<std::size_t, std::size_t>> seen;
  do {
    const std::size_t first = choices.choose(2);
    const std::size_t second = choices.choose(3);
    seen.emplace_back(first, second);
  } while (choices.next());
  const std::vector<std::pair<std::size_t, std::size_t>> all = {{0, 0}, {0, 1}, {0, 2},
                                                                {1, 0}, {1, 1}, {1, 2}};
  EXPECT_EQ(seen, all);
}

TEST(Choices, BeginWithThePreferredOne) {
  Choices choices;
  std::vector<std::size_t> seen;
  do {
    seen.push_back(choices.choose(3, 2));
  } while (choices.next());
  EXPECT_EQ(seen, (std::vector<std::size_t>{2, 0, 1}));
}

TEST(Choices, MayDependOnEarlierOnes) {
  Choices choices;
  std::size_t combinations = 0;
  do {
    if (choices.choose(2) == 1) choices.choose(4);
    ++combinations;
  } while (choices.next());
  EXPECT_EQ(combinations, 5U);
}

TEST(Choices, WithoutADecisionHaveNoNext) {
  Choices choices;
  EXPECT_FALSE(choices.next());
}

TEST(Choices, ScatteredReachEveryValue) {
  Random random(7);
  Choices choices;
  choices.scatter(random);
  std::set<std::size_t> seen;
  for (int i = 0; i < 200; ++i) seen.insert(choices.choose(5));
  EXPECT_EQ(seen, (std::set<std::size_t>{0, 1, 2, 3, 4}));
}

}  // namespace choices_test
}  // namespace avouch
