// SPDX-License-Identifier: MIT
// Counts the steps of work that must not grow faster than its input, so that a test can compare two sizes of
// input without a clock.
//
//   count_steps(members.size());     // in the work: a walk over all members
//   const std::uint64_t before = steps_of_thread();
//   lint(contract);
//   EXPECT_LT(steps_of_thread() - before, most);
//
// Each thread counts its own.
#pragma once

#include <cstddef>
#include <cstdint>

namespace avouch {

inline std::uint64_t& steps_of_thread() {
  thread_local std::uint64_t steps = 0;
  return steps;
}

inline void count_steps(std::size_t steps) {
  steps_of_thread() += steps;
}

}  // namespace avouch
