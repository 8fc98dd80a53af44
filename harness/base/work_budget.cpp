// SPDX-License-Identifier: MIT
#include "base/work_budget.h"

#include <ctime>
#include <utility>

namespace avouch {
namespace {

// Steps between two looks at the clock: a few milliseconds.
constexpr std::size_t kLook = 1U << 16U;

// Processor time of this thread. Zero where the system does not know it; the steps are limited anyway.
std::chrono::nanoseconds now() {
  timespec time{};
  if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

WorkBudget::WorkBudget(const Limits& limits, bool (*must_end)())
    : limits_(limits), must_end_(must_end), left_(limits.steps) {
  if (is_timed()) start_ = now();
  look();
}

WorkBudget::~WorkBudget() {
  if (share_ != nullptr) share_->shrink(held_);
}

bool WorkBudget::try_hold(std::size_t bytes) {
  if (share_ == nullptr) return true;
  if (!share_->grow(bytes)) return false;
  held_ += bytes;
  return true;
}

bool WorkBudget::hold(std::size_t bytes) {
  if (is_spent()) return false;
  if (try_hold(bytes)) return true;
  end_ = share_->is_interrupted() ? End::interruption : End::memory;
  left_at_end_ = std::exchange(left_, 0);
  return false;
}

void WorkBudget::give_back(std::size_t bytes) {
  if (share_ == nullptr) return;
  share_->shrink(bytes);
  held_ -= bytes;
}

bool WorkBudget::is_timed() const {
  return limits_.time != Limits{}.time;
}

bool WorkBudget::use_up() {
  if (end_ == End::none) end_ = End::steps;
  left_ = 0;
  return false;
}

bool WorkBudget::look() {
  if (is_spent()) return false;
  next_look_ = left_ > kLook ? left_ - kLook : 0;
  if (must_end_())
    end_ = End::interruption;
  else if (is_timed() && now() - start_ >= limits_.time)
    end_ = End::time;
  if (!is_spent()) return true;
  left_at_end_ = std::exchange(left_, 0);
  return false;
}

WorkBudget::Limits WorkBudget::spent() const {
  return {.steps = limits_.steps - (is_spent() ? left_at_end_ : left_) + beside_,
          .time = is_timed() ? now() - start_ : std::chrono::nanoseconds(0)};
}

}  // namespace avouch
