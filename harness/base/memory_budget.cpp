// SPDX-License-Identifier: MIT
#include "base/memory_budget.h"

#include <unistd.h>

#include <fstream>

namespace avouch {
namespace {

// How often a thread that waits looks whether the process was interrupted.
constexpr std::chrono::milliseconds kLookAgain{50};

}  // namespace

std::size_t MemoryBudget::waiting() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::count_if(workers_.begin(), workers_.end(),
                                                [](const auto& each) { return each.second.is_waiting; }));
}

// Whether a small share may take that much now.
bool MemoryBudget::fits_small(std::size_t bytes) const {
  return fits(bytes) && used_by_small() + bytes <= room_ / kSmallPart;
}

// One that waits for what is there now goes on as soon as it looks.
bool MemoryBudget::is_another_at_work(std::thread::id self) const {
  return std::any_of(workers_.begin(), workers_.end(), [&](const auto& each) {
    const Worker& worker = each.second;
    return each.first != self && worker.shares > 0 && (!worker.is_waiting || fits_small(worker.wanted));
  });
}

std::size_t MemoryBudget::used_by_small() const {
  const auto large = large_ ? workers_.find(*large_) : workers_.end();
  return used_ - (large == workers_.end() ? 0 : large->second.bytes);
}

// Whether it would fit if every other thread gave back all that its work holds.
bool MemoryBudget::could_fit(std::size_t bytes, std::thread::id self) const {
  std::size_t others = 0;
  for (const auto& [thread, worker] : workers_) others += thread == self ? 0 : worker.bytes;
  const std::size_t kept = used_ - others;
  return kept <= room_ && bytes <= room_ - kept;
}

// Whether the thread may take that much now. It becomes the large one if it has to be.
bool MemoryBudget::may_take(std::size_t bytes, std::thread::id self) {
  const bool is_small = fits_small(bytes);
  if (!large_ && !is_small) large_ = self;
  return large_ == self ? fits(bytes) : is_small;
}

// A thread is no longer the large one when it holds little.
void MemoryBudget::end_large(std::thread::id thread) {
  if (large_ == thread && workers_[thread].bytes <= room_ / kSmallPart / 2) large_.reset();
}

MemoryShare::~MemoryShare() {
  shrink_to(0);
  rest();
}

void MemoryShare::wait_for_others(const Cancellation* cancellation) {
  if (budget_ == nullptr || worker_) return;
  const std::lock_guard lock(budget_->mutex_);
  worker_ = std::this_thread::get_id();
  cancellation_ = cancellation;
  MemoryBudget::Worker& worker = budget_->workers_[*worker_];
  ++worker.shares;
  worker.bytes += held_;
}

void MemoryShare::rest() {
  if (!worker_) return;
  const std::lock_guard lock(budget_->mutex_);
  MemoryBudget::Worker& worker = budget_->workers_[*worker_];
  --worker.shares;
  worker.bytes -= held_;
  budget_->end_large(*worker_);
  worker_.reset();
  budget_->changed_.notify_all();
}

bool MemoryShare::grow(std::size_t bytes) {
  if (budget_ == nullptr) {
    held_ += bytes;
    return true;
  }
  std::unique_lock lock(budget_->mutex_);
  is_interrupted_ = false;
  if (!worker_) {
    if (!budget_->fits(bytes)) return false;
  } else {
    const std::thread::id self = *worker_;
    MemoryBudget::Worker& worker = budget_->workers_[self];
    while (!budget_->may_take(bytes, self)) {
      const bool is_large = budget_->large_ == self;
      const bool is_hopeless =
          !budget_->could_fit(bytes, self) || (is_large && !budget_->is_another_at_work(self));
      is_interrupted_ = !is_hopeless && cancellation_ != nullptr && *cancellation_;
      if (is_interrupted_ || is_hopeless) {
        worker.is_waiting = false;
        budget_->end_large(self);
        budget_->changed_.notify_all();
        return false;
      }
      worker.wanted = bytes;
      // Once: threads that wait would wake each other all the time.
      if (!std::exchange(worker.is_waiting, true))
        budget_->changed_.notify_all();  // the large thread may wait for this one
      const auto began = std::chrono::steady_clock::now();
      budget_->changed_.wait_for(lock, kLookAgain);
      waited_ += std::chrono::steady_clock::now() - began;
    }
    worker.is_waiting = false;
    worker.bytes += bytes;
  }
  budget_->used_ += bytes;
  held_ += bytes;
  return true;
}

void MemoryShare::shrink(std::size_t bytes) {
  held_ -= bytes;
  if (budget_ == nullptr) return;
  const std::lock_guard lock(budget_->mutex_);
  budget_->used_ -= bytes;
  if (!worker_) return;
  budget_->workers_[*worker_].bytes -= bytes;
  budget_->end_large(*worker_);
  budget_->changed_.notify_all();
}

std::size_t resident_memory() {
  std::size_t whole = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> whole >> resident;  // pages
  const long page = ::sysconf(_SC_PAGESIZE);
  return page > 0 ? resident * static_cast<std::size_t>(page) : 0;
}

}  // namespace avouch
