// SPDX-License-Identifier: MIT
#include "judge/body/word_map.h"

#include <gtest/gtest.h>

namespace avouch {
namespace word_map_test {

TEST(WordMap, FindsEachOfManyWordsAndNoOther) {
  std::vector<std::string> words;
  for (int i = 0; i < 1000; ++i)
    words.push_back(std::string(static_cast<std::size_t>(i % 30), 'x') + std::to_string(i));
  const WordMap map(words);
  for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(map.find(words[i]), i);
  for (const char* other : {"", "x", "1000", "x0", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    EXPECT_EQ(map.find(other), std::nullopt) << other;
}

TEST(WordMap, TellsWordsApartThatDifferInTheMiddleAlone) {
  const WordMap map({"beginning-a-end-of-it", "beginning-b-end-of-it"});
  EXPECT_EQ(map.find("beginning-b-end-of-it"), 1U);
  EXPECT_EQ(map.find("beginning-c-end-of-it"), std::nullopt);
}

TEST(WordMap, HoldsTheEmptyWordAndNulAndTheFirstOfEqualOnes) {
  const WordMap map({std::string("a\0", 2), "a", "", "a"});
  EXPECT_EQ(map.find("a"), 1U);
  EXPECT_EQ(map.find(std::string_view("a\0", 2)), 0U);
  EXPECT_EQ(map.find(""), 2U);
}

TEST(WordMap, OfNoWordsFindsNone) {
  EXPECT_EQ(WordMap().find(""), std::nullopt);
  EXPECT_EQ(WordMap(std::vector<std::string>{}).find("a"), std::nullopt);
}

}  // namespace word_map_test
}  // namespace avouch
