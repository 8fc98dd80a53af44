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

}  // namespace memory_budget_test
}  // namespace avouch
