// SPDX-License-Identifier: MIT
#include "reports/progress.h"

#include <gtest/gtest.h>

namespace avouch {
namespace progress_test {

TEST(ProgressLine, FillsAndCounts) {
  EXPECT_EQ(progress_line(3, 6, "exchange", "exchanges"), "[##########----------]  3 of 6 exchanges");
  EXPECT_EQ(progress_line(0, 0, "operation", "operations"), "[--------------------]  0 of 0 operations");
  EXPECT_EQ(progress_line(1, 1, "exchange", "exchanges"), "[####################]  1 of 1 exchange");
}

// The rounds of a run have no known end.
TEST(ProgressLine, CountsAloneBeyondWhatWasExpected) {
  EXPECT_EQ(progress_line(9, 1, "exchange", "exchanges"), "9 exchanges");
}

}  // namespace progress_test
}  // namespace avouch
