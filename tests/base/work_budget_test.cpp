// SPDX-License-Identifier: MIT
#include "base/work_budget.h"

#include <gtest/gtest.h>

#include "base/interruption.h"

namespace avouch {
namespace work_budget_test {

TEST(WorkBudget, EndsWithItsSteps) {
  WorkBudget budget({.steps = 10});
  EXPECT_TRUE(budget.spend(7));
  EXPECT_EQ(budget.left(), 3U);
  EXPECT_TRUE(budget.spend(3));
  EXPECT_FALSE(budget.is_spent());
  EXPECT_FALSE(budget.spend(1));
  EXPECT_EQ(budget.end(), WorkBudget::End::steps);
  EXPECT_EQ(budget.left(), 0U);
  EXPECT_EQ(budget.spent().steps, 10U);
}

TEST(WorkBudget, StaysSpent) {
  WorkBudget budget({.steps = 10});
  EXPECT_FALSE(budget.spend(11));
  EXPECT_FALSE(budget.spend(0));
  EXPECT_FALSE(budget.spend(1));
}

TEST(WorkBudget, HasNoLimitThatIsNotGiven) {
  WorkBudget budget({});
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(budget.spend(1'000'000'000));
  EXPECT_EQ(budget.spent().steps, 1'000'000'000'000U);
}

TEST(WorkBudget, EndsWithTheTimeOfItsThread) {
  WorkBudget budget({.time = std::chrono::milliseconds(1)});
  while (budget.spend(1)) {
  }
  EXPECT_EQ(budget.end(), WorkBudget::End::time);
  EXPECT_GT(budget.spent().steps, 0U);
  EXPECT_LT(budget.spent().steps, WorkBudget::kUnlimitedSteps);
  EXPECT_GE(budget.spent().time, std::chrono::milliseconds(1));
}

TEST(WorkBudget, OfNoTimeIsSpentFromTheStart) {
  WorkBudget budget({.time = std::chrono::nanoseconds(0)});
  EXPECT_TRUE(budget.is_spent());
}

bool must_end = false;

TEST(WorkBudget, EndsWithAnInterruption) {
  const auto look = [] { return must_end; };
  WorkBudget budget({}, look);
  EXPECT_TRUE(budget.spend(1));
  must_end = true;
  std::size_t steps = 0;
  while (budget.spend(1)) ++steps;
  EXPECT_LT(steps, 100'000U);
  EXPECT_EQ(budget.end(), WorkBudget::End::interruption);
  EXPECT_TRUE(WorkBudget({}, look).is_spent());
  must_end = false;
}

TEST(WorkBudget, ReadsALongTextInMoreSteps) {
  WorkBudget budget({.steps = 100});
  EXPECT_TRUE(budget.spend_on_text(0));
  EXPECT_EQ(budget.left(), 99U);
  EXPECT_TRUE(budget.spend_on_text(32 * 10));
  EXPECT_EQ(budget.left(), 88U);
  EXPECT_FALSE(budget.spend_on_text(1'000'000));
}

TEST(Budgets, TakeMemoryFromAShareAndGiveItBack) {
  const auto memory = std::make_shared<MemoryBudget>(100);
  MemoryShare share(memory);
  EXPECT_TRUE(share.grow(10));
  {
    WorkBudget budget({.steps = 1'000});
    budget.hold_within(&share);
    EXPECT_TRUE(budget.hold(50));
    EXPECT_FALSE(budget.try_hold(50));
    EXPECT_TRUE(budget.spend(1)) << "the work may do without it";
    budget.give_back(20);
    EXPECT_TRUE(budget.try_hold(60));
    EXPECT_FALSE(budget.hold(1));
    EXPECT_EQ(budget.end(), WorkBudget::End::memory);
    EXPECT_FALSE(budget.spend(1));
    EXPECT_EQ(budget.spent().steps, 1U);
    budget.add_spent(5);
    EXPECT_EQ(budget.spent().steps, 6U);
  }
  EXPECT_EQ(share.held(), 10U);
}

// The work waited for memory, and the interruption ended that.
TEST(Budgets, EndByTheInterruptionThatEndsAWaitForMemory) {
  const auto memory = std::make_shared<MemoryBudget>(800);
  const Cancellation interrupted{true};
  MemoryShare other(memory);
  other.wait_for_others(&interrupted);
  EXPECT_TRUE(other.grow(700));
  std::jthread([&] {
    MemoryShare share(memory);
    share.wait_for_others(&interrupted);
    WorkBudget budget({.steps = 1'000});
    budget.hold_within(&share);
    EXPECT_FALSE(budget.hold(600));
    EXPECT_EQ(budget.end(), WorkBudget::End::interruption);
  }).join();
}

}  // namespace work_budget_test
}  // namespace avouch
