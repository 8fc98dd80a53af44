// SPDX-License-Identifier: MIT
#include "run/pieces.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch {
namespace pieces_test {

TEST(Pieces, GiveBackEachVerdictAsItWas) {
  const std::optional<Verdict> verdicts[] = {
      std::nullopt,
      Verdict{.outcome = Outcome::unexercised, .reason = "no response had a"},
      Verdict{.outcome = Outcome::holds, .instances = 7},
      Verdict{.outcome = Outcome::violated,
              .reason = "a is 1",
              .findings = {{.where = "body /a", .seen = "1", .expected = "a string"}},
              .instances = 2,
              .failures = 1},
      Verdict{.outcome = Outcome::violated, .severity = Severity::warning, .reason = "a is 2"},
      Verdict{.outcome = Outcome::undecided, .reason = "a limit"},
      Verdict{.outcome = Outcome::unexercised, .reason = "no response had b", .instances = 3},
      Verdict{.outcome = Outcome::holds, .instances = std::size_t{1} << 40U}};
  Reasons reasons;
  Pieces pieces(reasons);
  for (std::size_t i = 0; i < std::size(verdicts); ++i) pieces.add(2 * i, verdicts[i]);
  for (std::size_t i = 0; i < std::size(verdicts); ++i) {
    ASSERT_TRUE(pieces.find(2 * i)) << i;
    EXPECT_EQ(*pieces.find(2 * i), verdicts[i]) << i;
    EXPECT_FALSE(pieces.find(2 * i + 1)) << i;
  }
}

TEST(Pieces, DropWhatIsNeedless) {
  Reasons reasons;
  Pieces pieces(reasons);
  for (std::size_t i = 0; i < 9; ++i)
    pieces.add(i, Verdict{.outcome = Outcome::undecided, .reason = std::to_string(i)});
  pieces.drop([](std::size_t planned) { return planned % 2 == 0; });
  EXPECT_FALSE(pieces.find(4));
  ASSERT_TRUE(pieces.find(5));
  EXPECT_EQ((*pieces.find(5))->reason, "5");
  pieces.drop([](std::size_t) { return true; });
  EXPECT_FALSE(pieces.find(5));
}

TEST(Reasons, KeepEachSentenceOnce) {
  Reasons reasons;
  const std::uint32_t one = reasons.number_of("one");
  for (int i = 0; i < 1000; ++i) reasons.number_of("sentence " + std::to_string(i));
  EXPECT_EQ(reasons.number_of("one"), one);
  EXPECT_EQ(reasons.text(one), "one");
  EXPECT_EQ(reasons.text(reasons.number_of("sentence 999")), "sentence 999");
}

}  // namespace pieces_test
}  // namespace avouch
