// SPDX-License-Identifier: MIT
#include "base/result.h"

#include <gtest/gtest.h>

namespace avouch {
namespace result_test {

TEST(Error, SaysTitlePlaceAndHint) {
  const Error error{"no such\nthing", {"a.json", "/x", 3}, "Name one."};
  EXPECT_EQ(to_string(error), "error: no such\\nthing\n  at a.json:3 /x\n  Name one.\n");
}

}  // namespace result_test
}  // namespace avouch
