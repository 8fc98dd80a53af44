// SPDX-License-Identifier: MIT
// Handles Ctrl-C, SIGTERM and SIGHUP. The first signal asks the run to end early and still write its reports;
// the second one ends the process.
#pragma once

#include "exchange/transport.h"

namespace avouch {

// Set by the first signal after catch_interruption(). One object per process.
const Cancellation& interruption();
void catch_interruption();

}  // namespace avouch
