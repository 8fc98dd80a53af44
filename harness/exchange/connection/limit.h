// SPDX-License-Identifier: MIT
// Waiting for a socket, never past a deadline and never past an interruption.
//
//   const Limit limit{.deadline = Clock::now() + 30s, .cancellation = &cancellation};
//   if (wait_for(socket, POLLIN, limit) == Waited::ready) …
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

namespace avouch::wire {

using Clock = std::chrono::steady_clock;

struct Limit {
  Clock::time_point deadline;
  const std::atomic<bool>* cancellation = nullptr;            // outlives the limit
  const std::function<Clock::time_point()>* clock = nullptr;  // outlives it too; null: Clock

  Clock::time_point now() const { return clock != nullptr ? (*clock)() : Clock::now(); }
};

enum class Waited { ready, timed_out, interrupted };

// Whether to go on at all, without waiting: a peer that always has one more byte is never waited for.
Waited look(const Limit& limit);

// Until `events` (poll) or an error shows on `socket`. Precondition: `socket` is open.
Waited wait_for(int socket, short events, const Limit& limit);

// Until `time` at most; ready means that it has come.
Waited wait_until(Clock::time_point time, const Limit& limit);

}  // namespace avouch::wire
