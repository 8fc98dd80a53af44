// SPDX-License-Identifier: MIT
#include "base/glob.h"

#include <gtest/gtest.h>

namespace avouch {
namespace glob_test {

TEST(Glob, StarCrossesSlashes) {
  EXPECT_TRUE(glob_matches("*account_sid*", "Fetch/200/body/account_sid/pattern"));
  EXPECT_TRUE(glob_matches("Fetch/200/?ody/*", "Fetch/200/body/x"));
  EXPECT_FALSE(glob_matches("Fetch", "Fetch/200"));
  EXPECT_FALSE(glob_matches("*a*b", "aaaaaaaaaaaaaaaaaaaaaaaa"));
}

}  // namespace glob_test
}  // namespace avouch
