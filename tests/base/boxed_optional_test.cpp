// SPDX-License-Identifier: MIT
#include "base/boxed_optional.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace avouch {
namespace boxed_optional_test {

TEST(BoxedOptional, IsUsedLikeAnOptional) {
  BoxedOptional<std::string> one;
  EXPECT_FALSE(one);
  EXPECT_EQ(one.value_or("other"), "other");
  one = std::string("text");
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(*one, "text");
  EXPECT_EQ(one->size(), 4u);
  EXPECT_EQ(one.value_or("other"), "text");
  one = std::optional<std::string>();
  EXPECT_FALSE(one);
}

TEST(BoxedOptional, HasACopyOfItsOwn) {
  BoxedOptional<std::string> one = std::string("text");
  BoxedOptional<std::string> copy = one;
  EXPECT_EQ(copy, one);
  *copy += "s";
  EXPECT_EQ(*one, "text");
  EXPECT_FALSE(copy == one);
  copy = one;
  EXPECT_EQ(copy, one);
  EXPECT_FALSE(copy == BoxedOptional<std::string>());
}

TEST(BoxedOptional, IsAsLargeAsAPointer) {
  EXPECT_EQ(sizeof(BoxedOptional<std::array<char, 1'000>>), sizeof(void*));
}

}  // namespace boxed_optional_test
}  // namespace avouch
