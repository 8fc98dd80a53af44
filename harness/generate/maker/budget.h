// SPDX-License-Identifier: MIT
// Limits the attempts and the bytes of memory that making one value may use. An interruption of the process
// ends the attempts.
//
//   budget.start(schema.nodes().size());
//   while (budget.has_attempts()) { budget.count_attempt(); … budget.add(weight_of(made)); }
//   budget.finish();
#pragma once

#include <algorithm>
#include <cstddef>

#include "base/interruption.h"

namespace avouch {

// Bytes that may be used to make one value. They include discarded values and checks. A schema of a few lines
// can require arrays of arrays of 100,000 items each.
inline constexpr std::size_t kMostMade = 32U * 1024U * 1024U;

class Budget {
 public:
  // Starts a value of a schema with that many nodes.
  void start(std::size_t nodes) {
    constexpr std::size_t kMostAttempts = 4'000;
    constexpr std::size_t kLeastAttempts = 64;
    constexpr std::size_t kLeastBytes = 256U * 1024U;
    attempts_ = 0;
    most_attempts_ = std::max(kLeastAttempts, (kMostAttempts + 4 * nodes) >>
                                                  std::min<std::size_t>(times_exhausted_ / kPatience, 32));
    bytes_ = 0;
    most_bytes_ = std::max(kLeastBytes, kMostMade >> std::min<std::size_t>(times_spent_, 16));
  }
  void finish() {
    if (is_spent()) ++times_spent_;
    if (attempts_ >= most_attempts_) ++times_exhausted_;
  }

  void count_attempt() { ++attempts_; }
  void add(std::size_t bytes) { bytes_ += bytes; }
  // Required items that must differ need more attempts.
  void extend_for_items(std::size_t count) {
    constexpr std::size_t kMostForItems = 200'000;
    most_attempts_ = std::max(most_attempts_, std::min(most_attempts_ + 4 * count, kMostForItems));
  }

  // Whether the bytes are used up.
  bool is_spent() const { return bytes_ > most_bytes_; }
  bool has_attempts() const { return attempts_ < most_attempts_ && !is_spent() && !interruption(); }
  // The number of values that used up their bytes. Each time, the limit for the next values is halved. So a
  // schema that has no small values costs at most twice kMostMade.
  std::size_t times_spent() const { return times_spent_; }
  // Whether values have fewer attempts, because several used up all of theirs. After each kPatience of those,
  // the next ones have half as many. So a schema of which most values are not found costs a bounded number.
  bool is_tired() const { return times_exhausted_ >= kPatience; }

 private:
  static constexpr std::size_t kPatience = 8;

  std::size_t attempts_ = 0;
  std::size_t most_attempts_ = 0;
  std::size_t bytes_ = 0;
  std::size_t most_bytes_ = 0;
  std::size_t times_spent_ = 0;
  std::size_t times_exhausted_ = 0;  // values that used up their attempts
};

}  // namespace avouch
