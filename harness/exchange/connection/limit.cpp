// SPDX-License-Identifier: MIT
#include "exchange/connection/limit.h"

#include <poll.h>

#include <algorithm>

namespace avouch::wire {
namespace {

// A signal handler can only set a flag, so the flag is checked at this interval.
constexpr std::chrono::milliseconds kSlice{20};

int slice_before(Clock::time_point time, const Limit& limit) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - limit.now());
  return static_cast<int>(std::clamp(left, std::chrono::milliseconds(0), kSlice).count());
}

}  // namespace

Waited look(const Limit& limit) {
  if (limit.cancellation != nullptr && limit.cancellation->load(std::memory_order_relaxed))
    return Waited::interrupted;
  return limit.now() >= limit.deadline ? Waited::timed_out : Waited::ready;
}

Waited wait_for(int socket, short events, const Limit& limit) {
  pollfd polled{.fd = socket, .events = events, .revents = 0};
  while (true) {
    if (const Waited seen = look(limit); seen != Waited::ready) return seen;
    // An error of poll other than EINTR appears in the read or write that follows.
    if (::poll(&polled, 1, slice_before(limit.deadline, limit)) > 0) return Waited::ready;
  }
}

Waited wait_until(Clock::time_point time, const Limit& limit) {
  while (limit.now() < time) {
    if (const Waited seen = look(limit); seen != Waited::ready) return seen;
    ::poll(nullptr, 0, slice_before(time, limit));
  }
  return look(limit);
}

}  // namespace avouch::wire
