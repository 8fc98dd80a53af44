// SPDX-License-Identifier: MIT
// What a piece of work may cost, so that hostile input cannot make it endless: a number of steps, which does
// not depend on the machine, and processor time in case the steps are slow.
//
//   WorkBudget budget({.steps = 100'000'000, .time = std::chrono::seconds(2)});
//   while (budget.spend(1)) …
//   if (budget.end() == WorkBudget::End::time) …
//
// Every loop over input that can be long spends from it: about one step per 20 to 50 ns. Work whose budget is
// used up stops, and its result is unknown. An interruption of the process (base/interruption.h) uses up
// every budget. What the work holds meanwhile is taken from a share of memory, if it has one.
//
// Not thread-safe. The time is that of the thread that spends, so other programs do not change the result.
#pragma once

#include <chrono>
#include <cstddef>
#include <limits>

#include "base/interruption.h"
#include "base/memory_budget.h"

namespace avouch {

class WorkBudget {
 public:
  static constexpr std::size_t kUnlimitedSteps = std::numeric_limits<std::size_t>::max();

  struct Limits {
    std::size_t steps = kUnlimitedSteps;
    std::chrono::nanoseconds time = std::chrono::nanoseconds::max();  // maximum: unlimited
  };

  // What used it up.
  enum class End { none, steps, time, memory, interruption };

  // `must_end` is asked now and then.
  explicit WorkBudget(const Limits& limits, bool (*must_end)() = interruption_is_overdue);
  WorkBudget(const WorkBudget&) = delete;
  WorkBudget& operator=(const WorkBudget&) = delete;
  ~WorkBudget();

  // Takes that many steps. Returns whether the work may go on; once it may not, it never may again.
  bool spend(std::size_t steps) {
    if (steps > left_) return use_up();
    left_ -= steps;
    return left_ > next_look_ ? true : look();
  }
  // The same for a text that is read once.
  bool spend_on_text(std::size_t bytes) { return spend(1 + bytes / kBytesPerStep); }

  // What the work holds comes from that share, which must outlive it; null: unlimited.
  void hold_within(MemoryShare* share) { share_ = share; }
  // Takes that much memory until the end of the work. Returns false, and takes nothing, if less is left.
  bool try_hold(std::size_t bytes);
  // The same; without that memory the work may not go on.
  bool hold(std::size_t bytes);
  void give_back(std::size_t bytes);
  std::size_t held() const { return held_; }

  bool is_spent() const { return end_ != End::none; }
  End end() const { return end_; }
  std::size_t left() const { return is_spent() ? 0 : left_; }

  // What was spent so far.
  Limits spent() const;
  const Limits& limits() const { return limits_; }
  // Adds what was spent beside this budget, such as by work that followed its end.
  void add_spent(std::size_t steps) { beside_ += steps; }

  static constexpr std::size_t kBytesPerStep = 32;

 private:
  bool is_timed() const;
  bool use_up();
  bool look();

  const Limits limits_;
  bool (*const must_end_)();
  std::chrono::nanoseconds start_{0};
  std::size_t left_;
  std::size_t next_look_ = 0;    // the clock is read when no more steps than these are left
  std::size_t left_at_end_ = 0;  // when it was used up
  std::size_t beside_ = 0;       // spent in addition
  End end_ = End::none;
  MemoryShare* share_ = nullptr;
  std::size_t held_ = 0;  // of the share
};

}  // namespace avouch
