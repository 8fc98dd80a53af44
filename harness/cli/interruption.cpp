// SPDX-License-Identifier: MIT
#include "cli/interruption.h"

#include <csignal>

namespace avouch {
namespace {

Cancellation interrupted{false};
static_assert(Cancellation::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void on_signal(int signal) {
  interrupted.store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

const Cancellation& interruption() {
  return interrupted;
}

void catch_interruption() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  // SIGHUP: the terminal was closed. If nohup ignores the signal, it stays ignored.
  if (std::signal(SIGHUP, on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

}  // namespace avouch
