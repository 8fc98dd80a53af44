// SPDX-License-Identifier: MIT
#include "cli/interruption.h"

#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <mutex>
#include <string_view>

#include "cli/exit_code.h"

namespace avouch {
namespace {

void on_signal(int signal) {
  if (!interrupt()) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);  // delivered when this handler returns
}

void on_early_signal(int /*signal*/) {
  constexpr std::string_view kMessage =
      "error: interrupted before the first request: nothing was judged, and no report is written\n";
  // A failure to write it could not be told either.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kMessage.data(), kMessage.size());
  ::_exit(static_cast<int>(ExitCode::undecided));
}

void handle(void (*handler)(int)) {
  std::signal(SIGINT, handler);
  std::signal(SIGTERM, handler);
  // SIGHUP: the terminal was closed. If nohup ignores the signal, it stays ignored.
  if (std::signal(SIGHUP, handler) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

std::mutex interruptible_mutex;
std::size_t interruptibles = 0;

}  // namespace

void end_on_signal() {
  handle(on_early_signal);
}

void catch_interruption() {
  handle(on_signal);
}

Interruptible::Interruptible() {
  const std::lock_guard lock(interruptible_mutex);
  if (interruptibles++ == 0) catch_interruption();
}

// A second signal after the first one ends the process in any case.
Interruptible::~Interruptible() {
  const std::lock_guard lock(interruptible_mutex);
  if (--interruptibles > 0) return;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (std::signal(signal, SIG_DFL) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

}  // namespace avouch
