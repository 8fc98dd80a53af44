// SPDX-License-Identifier: MIT
#include "json/pointer.h"

#include <gtest/gtest.h>

namespace avouch {
namespace {

TEST(Pointer, EscapesAndReadsBack) {
  EXPECT_EQ(pointer_append("/a", "x/y~z"), "/a/x~1y~0z");
  EXPECT_EQ(pointer_append("", 3), "/3");
  EXPECT_EQ(pointer_tokens("/a/x~1y~0z/"), (std::vector<std::string>{"a", "x/y~z", ""}));
}

TEST(Pointer, RefusesWhatIsNone) {
  EXPECT_EQ(pointer_tokens("a"), std::nullopt);
  EXPECT_EQ(pointer_tokens("/~2"), std::nullopt);
  EXPECT_EQ(pointer_tokens("/~"), std::nullopt);
}

}  // namespace
}  // namespace avouch
