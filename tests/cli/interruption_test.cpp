// SPDX-License-Identifier: MIT
#include "cli/interruption.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

namespace avouch {
namespace interruption_test {

// Each in a process of its own: signals and the flag are the process's.
class Interruption : public testing::TestWithParam<int> {};

TEST_P(Interruption, IsTheFirstSignal) {
  EXPECT_EXIT(
      {
        std::signal(GetParam(), SIG_DFL);
        catch_interruption();
        const bool was_interrupted = interruption();
        std::raise(GetParam());
        ::_exit(!was_interrupted && interruption() ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST_P(Interruption, LetsTheSecondSignalKill) {
  EXPECT_EXIT(
      {
        std::signal(GetParam(), SIG_DFL);
        catch_interruption();
        std::raise(GetParam());
        std::raise(GetParam());
        ::_exit(0);
      },
      testing::KilledBySignal(GetParam()), "");
}

INSTANTIATE_TEST_SUITE_P(By, Interruption, testing::Values(SIGINT, SIGTERM, SIGHUP),
                         [](const testing::TestParamInfo<int>& of) {
                           return of.param == SIGINT    ? "Interrupt"
                                  : of.param == SIGTERM ? "Termination"
                                                        : "HangUp";
                         });

TEST_P(Interruption, EndsAtOnceWithAMessageWhereThereIsNothingToReport) {
  EXPECT_EXIT(
      {
        std::signal(GetParam(), SIG_DFL);
        end_on_signal();
        std::raise(GetParam());
        ::_exit(0);
      },
      testing::ExitedWithCode(3),
      "^error: interrupted before the first request: nothing was judged, and no report is written\n$");
}

TEST(Interruption, LetsASecondSignalOfAnotherKindKill) {
  EXPECT_EXIT(
      {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        catch_interruption();
        std::raise(SIGINT);
        std::raise(SIGTERM);
        ::_exit(0);
      },
      testing::KilledBySignal(SIGTERM), "");
}

// Contracts are read on several threads: the first one that is done does not end it for the others.
TEST(Interruption, IsCaughtWhileAnyoneIsInterruptible) {
  EXPECT_EXIT(
      {
        std::signal(SIGINT, SIG_DFL);
        const Interruptible outer;
        { const Interruptible inner; }
        std::raise(SIGINT);
        ::_exit(interruption() ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(HangUp, StaysIgnoredUnderNohup) {
  EXPECT_EXIT(
      {
        std::signal(SIGHUP, SIG_IGN);
        catch_interruption();
        std::raise(SIGHUP);
        ::_exit(interruption() ? 1 : 0);
      },
      testing::ExitedWithCode(0), "");
}

}  // namespace interruption_test
}  // namespace avouch
