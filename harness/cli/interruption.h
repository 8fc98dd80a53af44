// SPDX-License-Identifier: MIT
// Handles Ctrl-C, SIGTERM and SIGHUP. The first signal asks the command to end early and still write its
// reports (base/interruption.h); the second one, of any kind, ends the process at once.
#pragma once

#include "base/interruption.h"

namespace avouch {

// From now on, the first signal ends the process at once with a message and ExitCode::undecided. For the time
// in which documents are read and requests are planned: there is nothing to report then, and these loops need
// not look at interruption().
void end_on_signal();

// From now on, the first signal sets interruption().
void catch_interruption();

// The same while such an object exists, on any thread. After that, a signal kills the process: a report is
// not cut off by it, because files are written whole or not at all.
class Interruptible {
 public:
  Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  ~Interruptible();
};

}  // namespace avouch
