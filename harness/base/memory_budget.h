// SPDX-License-Identifier: MIT
// How much memory the parts of a piece of work may hold together.
//
//   const auto memory = std::make_shared<MemoryBudget>(std::size_t{256} << 20U);
//   MemoryShare share(memory);
//   if (!share.grow(bytes.size())) …   // the others hold the rest
//
// A share gives back what it holds when it is destroyed.
//
// Shares that wait_for_others() take turns, so that what fits alone is not refused because of the others:
//
//   share.wait_for_others(&interruption());
//   share.grow(bytes);   // may wait until another thread gives something back
//   share.rest();        // what it holds now is kept: no thread waits for it
//
// Small shares are held side by side: together they may take an eighth of the limit. A thread that needs more
// becomes the large one. There is one at a time, it may take all that the others leave, and it waits as long
// as a thread that does not wait itself holds a share. So one thread always goes on: the large one, or one
// that the large one waits for. grow() fails if too little can be given back.
//
// Thread-safe; but a share is grown, and is given the right to wait, by one thread at a time.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/interruption.h"

namespace avouch {

class MemoryShare;

class MemoryBudget {
 public:
  // `other`: what the process holds besides, which is no share. At most half of the limit counts.
  explicit MemoryBudget(std::size_t limit, std::size_t other = 0)
      : limit_(limit), room_(limit - std::min(other, limit / 2)) {}

  std::size_t limit() const { return limit_; }
  std::size_t used() const { return used_; }
  std::size_t left() const { return room_ - std::min<std::size_t>(room_, used_); }
  // How many threads wait now.
  std::size_t waiting() const;

 private:
  friend class MemoryShare;

  static constexpr std::size_t kSmallPart = 8;  // of the room, for all small shares together

  // A thread with shares that wait for others.
  struct Worker {
    std::size_t shares = 0;
    std::size_t bytes = 0;  // that these hold
    bool is_waiting = false;
    std::size_t wanted = 0;  // bytes that it waits for
  };

  bool fits(std::size_t bytes) const { return bytes <= left(); }
  bool fits_small(std::size_t bytes) const;
  bool is_another_at_work(std::thread::id self) const;
  bool could_fit(std::size_t bytes, std::thread::id self) const;
  std::size_t used_by_small() const;
  bool may_take(std::size_t bytes, std::thread::id self);
  void end_large(std::thread::id thread);

  const std::size_t limit_;
  const std::size_t room_;            // for shares
  std::atomic<std::size_t> used_{0};  // changed under the lock
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::thread::id, Worker> workers_;
  std::optional<std::thread::id> large_;
};

class MemoryShare {
 public:
  // Null: unlimited.
  explicit MemoryShare(std::shared_ptr<MemoryBudget> budget) : budget_(std::move(budget)) {}
  MemoryShare(const MemoryShare&) = delete;
  MemoryShare& operator=(const MemoryShare&) = delete;
  ~MemoryShare();

  const MemoryBudget* budget() const { return budget_.get(); }
  std::size_t held() const { return held_; }

  // From now on it belongs to this thread, and grow() may wait until `cancellation` is set. The share must be
  // destroyed, or rest() be called, when the work is done.
  void wait_for_others(const Cancellation* cancellation);
  void rest();
  // Whether the last grow() failed because of that.
  bool is_interrupted() const { return is_interrupted_; }
  // How long it waited for others.
  std::chrono::steady_clock::duration waited() const { return waited_; }

  // Returns false, and takes nothing, if less is left.
  bool grow(std::size_t bytes);
  void shrink(std::size_t bytes);
  void shrink_to(std::size_t bytes) {
    if (bytes < held_) shrink(held_ - bytes);
  }

 private:
  std::shared_ptr<MemoryBudget> budget_;
  std::atomic<std::size_t> held_{0};
  std::optional<std::thread::id> worker_;  // empty: it does not wait
  const Cancellation* cancellation_ = nullptr;
  bool is_interrupted_ = false;
  std::chrono::steady_clock::duration waited_{0};
};

// The memory that this process holds now, where the system tells it; else 0.
std::size_t resident_memory();

}  // namespace avouch
