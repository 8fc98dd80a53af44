// SPDX-License-Identifier: MIT
#include "base/histogram.h"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace avouch {
namespace histogram_test {

using std::chrono::microseconds;

TEST(AHistogram, OfNothingHasNoTimes) {
  const Histogram none;
  EXPECT_EQ(none.count(), 0U);
  EXPECT_EQ(none.quantile(0.5), microseconds(0));
  EXPECT_EQ(none.max(), microseconds(0));
  EXPECT_TRUE(none.buckets().empty());
}

TEST(AHistogram, AddsATimeThatOccurredOften) {
  Histogram one_by_one;
  Histogram at_once;
  for (int i = 0; i < 40; ++i) one_by_one.add(microseconds(1'000));
  at_once.add(microseconds(1'000), 40);
  at_once.add(microseconds(5'000), 0);
  EXPECT_EQ(at_once.count(), 40U);
  EXPECT_EQ(at_once.max(), microseconds(1'000));
  EXPECT_EQ(at_once.buckets(), one_by_one.buckets());
}

TEST(AHistogram, IsExactForShortTimes) {
  Histogram histogram;
  for (int time = 1; time <= 60; ++time) histogram.add(microseconds(time));
  EXPECT_EQ(histogram.quantile(0), microseconds(1));
  EXPECT_EQ(histogram.quantile(0.5), microseconds(30));
  EXPECT_EQ(histogram.quantile(1), microseconds(60));
  EXPECT_EQ(histogram.buckets().size(), 60U);
  EXPECT_EQ(histogram.buckets()[6], (Histogram::Bucket{microseconds(7), 1}));
}

TEST(AHistogram, IsAtMostThreePercentTooHigh) {
  for (long time = 1; time < 4'000'000'000'000; time = time * 13 / 10 + 1) {
    Histogram histogram;
    histogram.add(microseconds(time));
    histogram.add(microseconds(2 * time));  // so that the largest, which is exact, is another one
    const long told = histogram.quantile(0.5).count();
    EXPECT_GE(told, time);
    EXPECT_LE(static_cast<double>(told), static_cast<double>(time) * 1.0313) << time;
  }
}

TEST(AHistogram, KnowsTheLargestTimeExactly) {
  Histogram histogram;
  histogram.add(microseconds(1'000'001));
  EXPECT_EQ(histogram.max(), microseconds(1'000'001));
  EXPECT_EQ(histogram.quantile(0.99), microseconds(1'000'001));
}

TEST(AHistogram, CountsANegativeTimeAsNone) {
  Histogram histogram;
  histogram.add(microseconds(-5));
  EXPECT_EQ(histogram.quantile(1), microseconds(0));
  EXPECT_EQ(histogram.count(), 1U);
}

TEST(AHistogram, AddsThoseOfOtherThreads) {
  Histogram left;
  Histogram right;
  for (int i = 0; i < 90; ++i) left.add(microseconds(10));
  for (int i = 0; i < 10; ++i) right.add(microseconds(50'000));
  left.add(right);
  EXPECT_EQ(left.count(), 100U);
  EXPECT_EQ(left.quantile(0.9), microseconds(10));
  EXPECT_EQ(left.quantile(0.91), microseconds(50'000));
  EXPECT_EQ(left.max(), microseconds(50'000));
  right.add(Histogram());
  EXPECT_EQ(right.count(), 10U);
}

}  // namespace histogram_test
}  // namespace avouch
