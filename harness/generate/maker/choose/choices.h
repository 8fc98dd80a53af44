// SPDX-License-Identifier: MIT
// Choose: records the decisions for one value, so that the next attempt can decide differently.
//
//   do { … choices.choose(3) … } while (choices.next());   // every combination; the last decision changes
//   first
//
// Not thread-safe. Time: constant per decision.
#pragma once

#include <cstddef>
#include <vector>

#include "base/random.h"

namespace avouch {

class Choices {
 public:
  // Returns 0 to count - 1, `preferred` on the first attempt. Precondition: count is above 0.
  std::size_t choose(std::size_t count, std::size_t preferred = 0) {
    if (random_ != nullptr) return random_->below(count);
    if (at_ == digits_.size()) digits_.push_back({0, count});
    const std::size_t digit = digits_[at_++].value;
    return (digit + preferred) % count;
  }

  // Moves to the next combination. Returns false if no combination is left.
  bool next() {
    while (!digits_.empty() && digits_.back().value + 1 >= digits_.back().count) digits_.pop_back();
    at_ = 0;
    if (digits_.empty()) return false;
    ++digits_.back().value;
    return true;
  }

  // The same combination once more.
  void repeat() { at_ = 0; }

  // From now on, each decision is random.
  void scatter(Random& random) { random_ = &random; }

 private:
  struct Digit {
    std::size_t value;
    std::size_t count;
  };
  std::vector<Digit> digits_;
  std::size_t at_ = 0;
  Random* random_ = nullptr;
};

}  // namespace avouch
