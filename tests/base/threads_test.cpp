// SPDX-License-Identifier: MIT
#include "base/threads.h"

#include <gtest/gtest.h>

#include <atomic>
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

}  // namespace threads_test
}  // namespace avouch
