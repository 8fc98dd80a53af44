// SPDX-License-Identifier: MIT
// Handles Ctrl-C, SIGTERM and SIGHUP. The first signal asks the command to end early and still write its
// reports (base/interruption.h); the second one, of any kind, ends the process at once.
#pragma once

#include "base/interruption.h"

namespace avouch {

// From now on, the first signal sets interruption().
void catch_interruption();

// The same while the object exists. Before and after that, a signal ends the process at once: while a
// document is read, there is nothing to report.
class Interruptible {
 public:
  Interruptible() { catch_interruption(); }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  ~Interruptible();
};

}  // namespace avouch
