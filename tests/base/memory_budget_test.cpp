// SPDX-License-Identifier: MIT
#include "base/memory_budget.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace avouch {
namespace memory_budget_test {

TEST(MemoryBudget, GivesNoMoreThanItHas) {
  const auto budget = std::make_shared<MemoryBudget>(100);
  MemoryShare one(budget);
  MemoryShare other(budget);
  EXPECT_TRUE(one.grow(60));
  EXPECT_FALSE(other.grow(41));
  EXPECT_EQ(other.held(), 0U);
  EXPECT_TRUE(other.grow(40));
  EXPECT_EQ(budget->left(), 0U);
  one.shrink_to(10);
  EXPECT_EQ(budget->left(), 50U);
  one.shrink_to(20);  // holds less already
  EXPECT_EQ(one.held(), 10U);
}

TEST(MemoryBudget, CountsWhatTheProcessHoldsBesides) {
  const auto budget = std::make_shared<MemoryBudget>(100, 30);
  MemoryShare share(budget);
  EXPECT_EQ(budget->limit(), 100U);
  EXPECT_FALSE(share.grow(71));
  EXPECT_TRUE(share.grow(70));
  MemoryShare half(std::make_shared<MemoryBudget>(100, 90));
  EXPECT_FALSE(half.grow(51));
  EXPECT_TRUE(half.grow(50)) << "at most half of it";
  EXPECT_GT(resident_memory(), 1'000'000U);
}

TEST(MemoryBudget, GetsBackWhatAShareHeld) {
  const auto budget = std::make_shared<MemoryBudget>(100);
  {
    MemoryShare share(budget);
    EXPECT_TRUE(share.grow(100));
  }
  EXPECT_EQ(budget->used(), 0U);
}

TEST(MemoryBudget, IsUnlimitedIfThereIsNone) {
  MemoryShare share(nullptr);
  EXPECT_TRUE(share.grow(std::size_t{1} << 60U));
  EXPECT_EQ(share.held(), std::size_t{1} << 60U);
}

TEST(MemoryBudget, IsSharedByThreads) {
  const auto budget = std::make_shared<MemoryBudget>(4);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 10'000; ++n) {
          MemoryShare share(budget);
          EXPECT_TRUE(share.grow(1));
          EXPECT_LE(budget->used(), 4U);
        }
      });
    }
  }
  EXPECT_EQ(budget->used(), 0U);
}

const Cancellation kNever{false};

MemoryShare& waiting(MemoryShare& share, const Cancellation& cancellation = kNever) {
  share.wait_for_others(&cancellation);
  return share;
}

void await_waiting(const MemoryBudget& budget, std::size_t threads) {
  while (budget.waiting() < threads) std::this_thread::yield();
}

TEST(SharesThatWait, GetWhatAnotherThreadGivesBack) {
  const auto budget = std::make_shared<MemoryBudget>(800);
  MemoryShare one(budget);
  EXPECT_TRUE(waiting(one).grow(700));
  std::jthread other([&] {
    MemoryShare share(budget);
    EXPECT_TRUE(waiting(share).grow(600));
    EXPECT_GT(share.waited().count(), 0);
  });
  await_waiting(*budget, 1);
  EXPECT_TRUE(one.grow(50)) << "what does not hold others up may go on";
  one.shrink_to(40);
  other.join();
  EXPECT_EQ(one.waited().count(), 0);
  EXPECT_EQ(budget->used(), 40U);
}

TEST(SharesThatWait, AreRefusedWhatCannotBeGivenBack) {
  const auto budget = std::make_shared<MemoryBudget>(800);
  MemoryShare kept(budget);
  EXPECT_TRUE(waiting(kept).grow(300));
  kept.rest();
  std::jthread([&] {
    MemoryShare share(budget);
    EXPECT_FALSE(waiting(share).grow(501));
    EXPECT_TRUE(share.grow(500));
    EXPECT_FALSE(share.grow(1));
  }).join();
  EXPECT_FALSE(kept.grow(501)) << "it does not wait any more";
}

// The large one gets what there is, but does not wait for one that waits for it.
TEST(SharesThatWait, DoNotWaitForOneAnother) {
  const auto budget = std::make_shared<MemoryBudget>(800);
  MemoryShare large(budget);
  EXPECT_TRUE(waiting(large).grow(300));
  std::jthread other([&] {
    MemoryShare share(budget);
    EXPECT_TRUE(waiting(share).grow(60));
    EXPECT_TRUE(share.grow(400));
  });
  await_waiting(*budget, 1);
  EXPECT_TRUE(large.grow(440));
  EXPECT_FALSE(large.grow(1));
  large.shrink_to(0);
}

TEST(SharesThatWait, StopWhenTheProcessIsInterrupted) {
  const auto budget = std::make_shared<MemoryBudget>(800);
  MemoryShare one(budget);
  EXPECT_TRUE(waiting(one).grow(700));
  Cancellation cancellation{false};
  std::jthread other([&] {
    MemoryShare share(budget);
    EXPECT_FALSE(waiting(share, cancellation).grow(600));
    EXPECT_TRUE(share.is_interrupted());
    EXPECT_FALSE(share.grow(801));
    EXPECT_FALSE(share.is_interrupted()) << "it could never have it";
    EXPECT_TRUE(share.grow(10)) << "what is there is given all the same";
  });
  await_waiting(*budget, 1);
  cancellation = true;
  other.join();
}

// Whatever fits beside the small ones gets its turn.
TEST(SharesThatWait, AllEnd) {
  const auto budget = std::make_shared<MemoryBudget>(8'000);
  std::vector<std::jthread> threads;
  for (std::size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t n = 0; n < 500; ++n) {
        MemoryShare share(budget);
        waiting(share);
        const std::size_t size = 1 + (n * 7'919 + thread * 104'729) % 7'000;
        for (std::size_t part = 0; part < 10; ++part) EXPECT_TRUE(share.grow(size / 10));
        EXPECT_LE(budget->used(), 8'000U);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(budget->used(), 0U);
  EXPECT_EQ(budget->waiting(), 0U);
}

}  // namespace memory_budget_test
}  // namespace avouch
