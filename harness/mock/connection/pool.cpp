// SPDX-License-Identifier: MIT
#include "mock/connection/pool.h"

#include <exception>
#include <new>
#include <utility>

namespace avouch {

MockPool::MockPool() {
  const std::lock_guard lock(mutex_);
  threads_.emplace_back([this] { work(); });
  ++starting_;
}

MockPool::~MockPool() {
  shutdown();
}

void MockPool::enqueue(std::function<void()> task) {
  bool is_queued = false;
  {
    const std::lock_guard lock(mutex_);
    try {
      tasks_.push_back(std::move(task));
      is_queued = true;
    } catch (const std::bad_alloc&) {  // the task was not moved
    }
    while (is_short() && start_one()) continue;
    set_starved(!is_queued || is_short());
    wake_.notify_one();  // under the lock, which the end of the pool takes: it outlives this
  }
  // Runs it here, for at most one request, as there is no memory for a queue.
  if (!is_queued) task();  // NOLINT(bugprone-use-after-move): push_back() that throws has moved nothing
}

// Precondition: mutex_ is locked.
void MockPool::set_starved(bool is_starved) {
  if (is_starved_.exchange(is_starved) != is_starved) starved_.set(is_starved);
}

bool MockPool::start_one() {
  if (threads_.size() >= kMockThreads) return false;
  try {
    threads_.emplace_back([this] { work(); });
    ++starting_;
    return true;
  } catch (const std::exception&) {  // system_error or bad_alloc
    return false;
  }
}

void MockPool::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void MockPool::work() {
  std::unique_lock lock(mutex_);
  --starting_;
  while (true) {
    ++idle_;
    wake_.wait(lock, [this] { return done_ || !tasks_.empty(); });
    --idle_;
    if (tasks_.empty()) return;
    const std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    set_starved(is_short());
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace avouch
