// SPDX-License-Identifier: MIT
#include "json/pointer.h"

#include <gtest/gtest.h>

namespace avouch {
namespace pointer_test {

TEST(Pointer, EscapesAndReadsBack) {
  EXPECT_EQ(pointer_append("/a", "x/y~z"), "/a/x~1y~0z");
  EXPECT_EQ(pointer_append("", 3), "/3");
  EXPECT_EQ(pointer_tokens("/a/x~1y~0z/"), (std::vector<std::string>{"a", "x/y~z", ""}));
}

TEST(Pointer, IsCutInAReportIfItIsLong) {
  std::string pointer;
  append_shown(pointer, "a/b");
  append_shown(pointer, 3);
  EXPECT_EQ(pointer, "/a~1b/3");
  for (int i = 0; i < 3; ++i) append_shown(pointer, std::string(5'000'000, 'n'));
  EXPECT_EQ(pointer, "/a~1b/3/" + std::string(kLongestShownPointer - 8, 'n') + "…");
  pointer.clear();
  for (int i = 0; i < 3'000; ++i) append_shown(pointer, "é");  // no character is cut in two
  EXPECT_TRUE(pointer.ends_with("/é…") || pointer.ends_with("/…")) << pointer.size();
  EXPECT_LE(pointer.size(), kLongestShownPointer + 3);
}

TEST(Pointer, RefusesWhatIsNone) {
  EXPECT_EQ(pointer_tokens("a"), std::nullopt);
  EXPECT_EQ(pointer_tokens("/~2"), std::nullopt);
  EXPECT_EQ(pointer_tokens("/~"), std::nullopt);
}

}  // namespace pointer_test
}  // namespace avouch
