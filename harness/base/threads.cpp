// SPDX-License-Identifier: MIT
#include "base/threads.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace avouch {

namespace {

// The state of make_in_order(), shared by its threads.
class Line {
 public:
  explicit Line(const OrderedWork& work) : work_(work), is_made_(work.count) {}

  // What each thread does.
  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return is_over() || may_begin(); });
      if (is_over()) return;
      const std::size_t i = next_++;
      const std::size_t weight = weight_of(i);
      weight_ += weight;
      ++open_;
      unlocked(lock, [&] { work_.make(i); });
      weight_ -= weight;
      --open_;
      is_made_[i] = true;
      take_made(lock);
      changed_.notify_all();
    }
  }

  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  // Things per thread that wait for being taken: one that takes long must not let the other threads wait.
  static constexpr std::size_t kAhead = 16;

  bool is_over() const { return thrown_ != nullptr || next_ == work_.count; }
  bool may_begin() const {
    return next_ < taken_ + kAhead * work_.jobs + 1 &&
           (open_ == 0 || weight_ + weight_of(next_) <= work_.most_weight);
  }
  std::size_t weight_of(std::size_t i) const { return work_.weight ? work_.weight(i) : 0; }

  void take_made(std::unique_lock<std::mutex>& lock) {
    if (is_taking_) return;  // that thread goes on with this one
    is_taking_ = true;
    for (; thrown_ == nullptr && taken_ < work_.count && is_made_[taken_]; ++taken_)
      unlocked(lock, [&, i = taken_] { work_.take(i); });
    is_taking_ = false;
  }

  template <class Call>
  void unlocked(std::unique_lock<std::mutex>& lock, const Call& call) {
    std::exception_ptr thrown;
    lock.unlock();
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    if (thrown != nullptr && thrown_ == nullptr) thrown_ = thrown;
  }

  const OrderedWork& work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;   // to be made
  std::size_t taken_ = 0;  // those before it were taken
  std::vector<bool> is_made_;
  bool is_taking_ = false;
  std::size_t open_ = 0;    // that are being made
  std::size_t weight_ = 0;  // of those
  std::exception_ptr thrown_;
};

}  // namespace

void on_threads(std::size_t jobs, const std::function<void()>& work) {
  // The calling thread works too, so all is done even if no thread can be started.
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < jobs; ++i) {
    try {
      workers.emplace_back(work);
    } catch (const std::system_error&) {
      break;  // the system allows no more threads; fewer threads take longer
    } catch (const std::bad_alloc&) {
      break;  // no memory for another thread
    }
  }
  work();
}

void on_each(std::size_t count, std::size_t jobs, const std::function<void(std::size_t i)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr thrown;
  on_threads(std::min(jobs, count), [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      next = count;
      const std::lock_guard lock(mutex);
      if (thrown == nullptr) thrown = std::current_exception();
    }
  });
  if (thrown != nullptr) std::rethrow_exception(thrown);
}

void make_in_order(const OrderedWork& work) {
  Line line(work);
  on_threads(std::min(work.jobs, work.count), [&] { line.work(); });
  line.rethrow();
}

}  // namespace avouch
