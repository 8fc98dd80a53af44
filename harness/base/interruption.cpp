// SPDX-License-Identifier: MIT
#include "base/interruption.h"

#include <cstdint>
#include <ctime>

namespace avouch {
namespace {

constexpr std::int64_t kPatience = 500;  // milliseconds

Cancellation interrupted{false};
std::atomic<std::int64_t> interrupted_at{0};
static_assert(Cancellation::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

// POSIX allows clock_gettime() in signal handlers.
std::int64_t milliseconds_now() noexcept {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000 + time.tv_nsec / 1'000'000;
}

}  // namespace

const Cancellation& interruption() {
  return interrupted;
}

bool interrupt() noexcept {
  if (!interrupted) interrupted_at = milliseconds_now();
  return interrupted.exchange(true);
}

bool interruption_is_overdue() {
  return interrupted && milliseconds_now() - interrupted_at > kPatience;
}

}  // namespace avouch
