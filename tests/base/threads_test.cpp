// SPDX-License-Identifier: MIT
#include "base/threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace avouch {
namespace threads_test {

TEST(OnThreads, DoesTheWorkOnceForEachAndReturnsWhenAllIsDone) {
  for (const std::size_t jobs : {0U, 1U, 4U}) {
    std::vector<int> done(1000);
    std::atomic<std::size_t> next{0};
    std::atomic<int> calls{0};
    on_threads(jobs, [&] {
      ++calls;
      for (std::size_t i = next++; i < done.size(); i = next++) ++done[i];
    });
    EXPECT_EQ(done, std::vector<int>(1000, 1));
    EXPECT_EQ(calls, jobs == 0 ? 1 : static_cast<int>(jobs));
  }
}

TEST(OnEach, DoesTheWorkOnceForEach) {
  for (const std::size_t jobs : {0U, 1U, 4U}) {
    std::vector<int> done(1000);
    on_each(done.size(), jobs, [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(1000, 1));
  }
  on_each(0, 4, [](std::size_t) { ADD_FAILURE() << "there is nothing to do"; });
}

TEST(OnEach, RethrowsTheFirstExceptionAndBeginsNothingMore) {
  EXPECT_THROW(on_each(100, 2,
                       [&](std::size_t i) {
                         if (i == 3) throw std::runtime_error("three");
                       }),
               std::runtime_error);
  int alone = 0;
  EXPECT_THROW(on_each(10, 1,
                       [&](std::size_t i) {
                         ++alone;
                         if (i == 3) throw std::runtime_error("three");
                       }),
               std::runtime_error);
  EXPECT_EQ(alone, 4);
}

TEST(MakeInOrder, TakesEachInItsOrderAfterItWasMade) {
  for (const std::size_t jobs : {0U, 1U, 4U}) {
    std::vector<int> made(500);
    std::vector<std::size_t> taken;
    std::atomic<int> taking{0};
    make_in_order({.count = made.size(),
                   .jobs = jobs,
                   .make = [&](std::size_t i) { made[i] = 1; },
                   .take =
                       [&](std::size_t i) {
                         EXPECT_EQ(++taking, 1);
                         EXPECT_EQ(made[i], 1);
                         taken.push_back(i);
                         --taking;
                       }});
    std::vector<std::size_t> all(made.size());
    std::iota(all.begin(), all.end(), 0U);
    EXPECT_EQ(taken, all) << jobs;
  }
}

// The first one is made last, if the others may be made before it is taken.
TEST(MakeInOrder, LetsFewWaitForBeingTaken) {
  constexpr std::size_t kJobs = 3;
  std::atomic<std::size_t> begun{0};
  std::atomic<std::size_t> most{0};
  std::size_t taken = 0;
  make_in_order({.count = 200,
                 .jobs = kJobs,
                 .make = [&](std::size_t /*i*/) { ++begun; },
                 .take =
                     [&](std::size_t /*i*/) {
                       most = std::max<std::size_t>(most, begun - taken);
                       ++taken;
                     }});
  EXPECT_EQ(taken, 200U);
  EXPECT_LE(most, 3 * kJobs + 1);
}

TEST(MakeInOrder, MakesOnlyLightThingsTogether) {
  std::atomic<std::size_t> open{0};
  std::atomic<bool> is_heavy_alone{true};
  make_in_order({.count = 60,
                 .jobs = 4,
                 .weight = [](std::size_t i) { return i % 3 == 0 ? 100 : 1; },
                 .most_weight = 10,
                 .make =
                     [&](std::size_t i) {
                       const std::size_t others = open++;
                       if (i % 3 == 0 && others > 0) is_heavy_alone = false;
                       --open;
                     },
                 .take = [](std::size_t /*i*/) {}});
  EXPECT_TRUE(is_heavy_alone);
}

TEST(MakeInOrder, RethrowsAndTakesNothingAfterThat) {
  for (const bool in_take : {false, true}) {
    std::atomic<std::size_t> taken{0};
    const auto fail_at = [](bool is_here, std::size_t i) {
      if (is_here && i == 20) throw std::runtime_error("no");
    };
    EXPECT_THROW(make_in_order({.count = 500,
                                .jobs = 4,
                                .make = [&](std::size_t i) { fail_at(!in_take, i); },
                                .take =
                                    [&](std::size_t i) {
                                      fail_at(in_take, i);
                                      ++taken;
                                    }}),
                 std::runtime_error);
    EXPECT_LE(taken, 20U);
  }
}

}  // namespace threads_test
}  // namespace avouch
