// SPDX-License-Identifier: MIT
// How much memory the parts of a piece of work may hold together.
//
//   const auto memory = std::make_shared<MemoryBudget>(std::size_t{256} << 20U);
//   MemoryShare share(memory);
//   if (!share.grow(bytes.size())) …   // the others hold the rest
//
// A share gives back what it holds when it is destroyed. A budget is thread-safe; a share is not.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace avouch {

class MemoryBudget {
 public:
  explicit MemoryBudget(std::size_t limit) : limit_(limit) {}

  std::size_t limit() const { return limit_; }
  std::size_t used() const { return used_; }
  std::size_t left() const { return limit_ - std::min<std::size_t>(limit_, used_); }

  // Returns false, and takes nothing, if less is left.
  bool take(std::size_t bytes) {
    std::size_t used = used_;
    do {
      if (bytes > limit_ - std::min(limit_, used)) return false;
    } while (!used_.compare_exchange_weak(used, used + bytes));
    return true;
  }
  void give_back(std::size_t bytes) { used_ -= bytes; }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> used_{0};
};

class MemoryShare {
 public:
  // Null: unlimited.
  explicit MemoryShare(std::shared_ptr<MemoryBudget> budget) : budget_(std::move(budget)) {}
  MemoryShare(const MemoryShare&) = delete;
  MemoryShare& operator=(const MemoryShare&) = delete;
  ~MemoryShare() { shrink_to(0); }

  const MemoryBudget* budget() const { return budget_.get(); }
  std::size_t held() const { return held_; }

  // Returns false, and takes nothing, if less is left.
  bool grow(std::size_t bytes) {
    if (budget_ != nullptr && !budget_->take(bytes)) return false;
    held_ += bytes;
    return true;
  }
  void shrink_to(std::size_t bytes) {
    if (bytes >= held_) return;
    if (budget_ != nullptr) budget_->give_back(held_ - bytes);
    held_ = bytes;
  }

 private:
  std::shared_ptr<MemoryBudget> budget_;
  std::size_t held_ = 0;
};

}  // namespace avouch
