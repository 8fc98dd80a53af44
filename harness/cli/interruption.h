// SPDX-License-Identifier: MIT
// Ctrl-C, SIGTERM and SIGHUP: the first asks the run to end early and still write its reports; a second one
// kills.
#pragma once

#include "exchange/transport.h"

namespace avouch {

// Set by the first signal after catch_interruption(). One a process.
const Cancellation& interruption();
void catch_interruption();

}  // namespace avouch
