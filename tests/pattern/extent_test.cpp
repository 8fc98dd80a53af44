// SPDX-License-Identifier: MIT
#include "pattern/extent.h"

#include <gtest/gtest.h>

#include "cases.h"

namespace avouch {
namespace extent_test {

class Extent : public testing::TestWithParam<ExtentCase> {};

TEST_P(Extent, OfAPattern) {
  const std::optional<PatternExtent> extent = pattern_extent(GetParam().pattern);
  std::string text = "?";
  if (extent) {
    text = std::to_string(extent->least) + ".." + (extent->most ? std::to_string(*extent->most) : "") +
           (extent->nests_repetition ? " !" : "");
  }
  EXPECT_EQ(text, GetParam().extent);
}

INSTANTIATE_TEST_SUITE_P(Patterns, Extent, testing::ValuesIn(kExtents),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(PatternExtent, OfHostilePatternsTakesBoundedStack) {
  EXPECT_FALSE(pattern_extent(std::string(100000, '(')));
  EXPECT_FALSE(pattern_extent("a{99999999999999999999}"));
  const std::string deep = std::string(100000, '(') + "a" + std::string(100000, ')');
  EXPECT_EQ(pattern_extent(deep)->least, 1u);
}

TEST(PatternExtent, HasNoEndWhereItIsTooLongToCount) {
  std::string pattern = "a";
  for (int i = 0; i < 5; ++i) pattern = "(?:" + pattern + "){65535}";
  const std::optional<PatternExtent> extent = pattern_extent("^" + pattern + "$");
  EXPECT_EQ(extent->least, kOpen);
  EXPECT_EQ(extent->most, std::nullopt);
}

}  // namespace extent_test
}  // namespace avouch
