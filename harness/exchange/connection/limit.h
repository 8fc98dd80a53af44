// SPDX-License-Identifier: MIT
// Waits for a socket until a deadline or an interruption.
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
  const std::atomic<bool>* cancellation = nullptr;            // must outlive the limit
  const std::function<Clock::time_point()>* clock = nullptr;  // must outlive the limit; null: Clock

  Clock::time_point now() const { return clock != nullptr ? (*clock)() : Clock::now(); }
};

enum class Waited { ready, timed_out, interrupted };

// Checks the limit without waiting. Needed if a peer always has one more byte, because then no call waits.
Waited look(const Limit& limit);

// Waits until `events` (poll) or an error occur on `socket`. Precondition: `socket` is open.
Waited wait_for(int socket, short events, const Limit& limit);

// Waits until `time` at most; ready means that the time has come.
Waited wait_until(Clock::time_point time, const Limit& limit);

}  // namespace avouch::wire
