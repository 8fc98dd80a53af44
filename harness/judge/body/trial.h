// SPDX-License-Identifier: MIT
// A trial of a branch: its outcome decides whether its notes count. Used by evaluation.cpp and branches.cpp.
#pragma once

#include <cstddef>
#include <utility>

#include "judge/body/evaluation.h"

namespace avouch {

class BodyEvaluation::Trial {
 public:
  explicit Trial(BodyEvaluation& evaluation)
      : evaluation_(evaluation),
        begin_(evaluation.trail_.size()),
        outer_(evaluation.trail_.begin_section()),
        was_unknown_(evaluation.is_unknown_) {
    ++evaluation_.trials_;
    evaluation_.is_unknown_ = false;
  }
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  ~Trial() {
    end();
    evaluation_.trail_.cut(begin_);
    evaluation_.trail_.end_section(outer_);
    evaluation_.is_unknown_ = was_unknown_;
  }

  bool is_unknown() const { return evaluation_.is_unknown_; }

  // Counts the notes: immediately, or with the enclosing trial.
  void keep() {
    end();
    if (!evaluation_.is_trial()) {
      for (std::size_t i = begin_; i < evaluation_.trail_.size(); ++i)
        evaluation_.count(evaluation_.trail_[i], 1);
      evaluation_.trail_.cut(begin_);
    }
    begin_ = evaluation_.trail_.size();
  }

 private:
  void end() {
    if (std::exchange(is_open_, false)) --evaluation_.trials_;
  }

  BodyEvaluation& evaluation_;
  std::size_t begin_;
  std::size_t outer_;
  bool was_unknown_;
  bool is_open_ = true;
};

}  // namespace avouch
