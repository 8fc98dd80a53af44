// SPDX-License-Identifier: MIT
// A trial of a branch: its outcome decides whether its notes count. Used by evaluation.cpp and branches.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "judge/body/evaluation.h"

namespace avouch {

// Marks a note about a node: the node's index, shifted, with the kind of value in the lower bits.
inline constexpr std::size_t kNodeFlag = std::size_t{1} << 63U;
inline constexpr unsigned kKindBits = 3;

class BodyEvaluation::Trial {
 public:
  explicit Trial(BodyEvaluation& evaluation)
      : evaluation_(evaluation), begin_(evaluation.trail_.size()), was_unknown_(evaluation.is_unknown_) {
    ++evaluation_.trials_;
    evaluation_.is_unknown_ = false;
  }
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  ~Trial() {
    end();
    evaluation_.trail_.resize(std::min(begin_, evaluation_.trail_.size()));
    evaluation_.is_unknown_ = was_unknown_;
  }

  bool is_unknown() const { return evaluation_.is_unknown_; }

  // Counts the notes: immediately, or with the enclosing trial.
  void keep() {
    end();
    if (!evaluation_.is_trial()) {
      for (std::size_t i = begin_; i < evaluation_.trail_.size(); ++i) {
        const std::size_t note = evaluation_.trail_[i];
        if ((note & kNodeFlag) == 0) {
          ++evaluation_.counts_[note].instances;
        } else {
          evaluation_.seen_[(note & ~kNodeFlag) >> kKindBits] |= mask_of(static_cast<ValueKind>(note & 7U));
        }
      }
      evaluation_.trail_.resize(begin_);
    }
    begin_ = evaluation_.trail_.size();
  }

 private:
  void end() {
    if (std::exchange(is_open_, false)) --evaluation_.trials_;
  }

  BodyEvaluation& evaluation_;
  std::size_t begin_;
  bool was_unknown_;
  bool is_open_ = true;
};

}  // namespace avouch
