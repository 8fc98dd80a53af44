// SPDX-License-Identifier: MIT
#include "cli/interruption.h"

#include <csignal>

namespace avouch {
namespace {

void on_signal(int signal) {
  if (!interrupt()) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);  // delivered when this handler returns
}

}  // namespace

void catch_interruption() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  // SIGHUP: the terminal was closed. If nohup ignores the signal, it stays ignored.
  if (std::signal(SIGHUP, on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

// A second signal after the first one ends the process in any case.
Interruptible::~Interruptible() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (std::signal(signal, SIG_DFL) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

}  // namespace avouch
