// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <gtest/gtest.h>

namespace avouch {
namespace clock_test {

using std::chrono::microseconds;
using std::chrono::sys_days;
using namespace std::chrono_literals;  // NOLINT: 2024y, 29d

TEST(UtcTimestamp, HasNoFractionAndNoZone) {
  EXPECT_EQ(utc_timestamp(sys_days{2024y / 2 / 29} + 23h + 59min + 59s + 999'999us), "2024-02-29T23:59:59");
  EXPECT_EQ(utc_timestamp({}), "1970-01-01T00:00:00");
  EXPECT_EQ(utc_timestamp(sys_days{1969y / 12 / 31} + 23h), "1969-12-31T23:00:00");
}

TEST(Seconds, HasSixDecimals) {
  EXPECT_EQ(seconds(microseconds{0}), "0.000000");
  EXPECT_EQ(seconds(microseconds{43'210}), "0.043210");
  EXPECT_EQ(seconds(microseconds{3'600'000'001}), "3600.000001");
  EXPECT_EQ(seconds(microseconds{-5}), "0.000000");
}

TEST(DurationText, IsShort) {
  EXPECT_EQ(duration_text(microseconds{999}), "0 ms");
  EXPECT_EQ(duration_text(microseconds{43'210}), "43 ms");
  EXPECT_EQ(duration_text(microseconds{1'299'999}), "1.2 s");
  EXPECT_EQ(duration_text(microseconds{59'999'999}), "59.9 s");
  EXPECT_EQ(duration_text(microseconds{125'000'000}), "2 min 5 s");
  EXPECT_EQ(latency_text(microseconds{-1}), "0.00 ms");
  EXPECT_EQ(latency_text(microseconds{45}), "0.04 ms");
  EXPECT_EQ(latency_text(microseconds{9'999}), "9.99 ms");
  EXPECT_EQ(latency_text(microseconds{10'999}), "10 ms");
  EXPECT_EQ(latency_text(microseconds{1'299'999}), "1.2 s");
}

}  // namespace clock_test
}  // namespace avouch
