// SPDX-License-Identifier: MIT
// Whether the process was asked to end early: by Ctrl-C, for example. The command line sets it; every wait,
// every budget (base/work_budget.h) and every long loop looks at it, so that work ends within a second.
//
//   interrupt();                 // in a signal handler
//   if (interruption()) return;  // anywhere else
#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

namespace avouch {

// Set once, possibly by a signal handler.
using Cancellation = std::atomic<bool>;

// One object per process. False until interrupt() is called.
const Cancellation& interruption();
// May be called by a signal handler. Returns whether it was called before.
bool interrupt() noexcept;

// Whether half a second has passed since the interruption: what is under way has to end now.
bool interruption_is_overdue();

// The items of a list, until the process is interrupted.
//
//   for (const SchemaPart& part : UntilInterrupted(parts)) …
template <class Item>
class UntilInterrupted {
 public:
  class Iterator {
   public:
    explicit Iterator(const Item* item) : item_(item) {}
    const Item& operator*() const { return *item_; }
    Iterator& operator++() {
      ++item_;
      return *this;
    }
    // Only compared with the end.
    bool operator!=(const Iterator& end) const { return item_ != end.item_ && !interruption(); }

   private:
    const Item* item_;
  };

  explicit UntilInterrupted(const std::vector<Item>& items) : items_(items) {}
  Iterator begin() const { return Iterator(items_.data()); }
  Iterator end() const { return Iterator(items_.data() + items_.size()); }

 private:
  const std::vector<Item>& items_;
};

}  // namespace avouch
