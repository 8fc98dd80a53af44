// SPDX-License-Identifier: MIT
#include "base/shared_text.h"

#include <gtest/gtest.h>

namespace avouch {
namespace shared_text_test {

TEST(SharedText, IsCopiedWithoutItsText) {
  const SharedText one = "a text";
  const SharedText copy = one;
  EXPECT_EQ(&one.text(), &copy.text());
  EXPECT_EQ(copy.text(), "a text");
}

TEST(SharedText, IsComparedByItsText) {
  EXPECT_EQ(SharedText("a"), SharedText(std::string("a")));
  EXPECT_FALSE(SharedText("a") == SharedText("b"));
  EXPECT_EQ(SharedText(""), SharedText());
  EXPECT_TRUE(SharedText("").empty());
  EXPECT_EQ(SharedText().text(), "");
}

}  // namespace shared_text_test
}  // namespace avouch
