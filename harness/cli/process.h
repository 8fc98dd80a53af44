// SPDX-License-Identifier: MIT
// The process around the program: its descriptors, its signals, and what ends it when nothing else can.
//
//   int main() {
//     end_in_words();
//     prepare_process();
//     try {
//       return work();
//     } catch (...) {
//       return static_cast<int>(failed(std::cerr));
//     }
//   }
#pragma once

#include <iosfwd>

#include "cli/exit_code.h"

namespace avouch {

// From then on an exception that can go nowhere, such as one of a thread, ends the process as failed() says,
// and not by a signal. It may be called before anything of the program or its libraries is constructed.
void end_in_words();

// Call it first in main(). Two things a program cannot leave to whoever starts it:
// - Descriptors 0 to 2 are open from then on. Where one was closed, the first socket would become it, and the
//   report would go to the target. What is printed to one that was closed still fails.
// - A pipe whose reader has gone, or a file that may not grow, fails a write, and does not end the process
// before
//   its reports are written.
void prepare_process();

// Tells in one line what was thrown: that there is not enough memory, or that Avouch itself failed.
// Precondition: it is called in a catch block. Returns the exit code of a run that cannot go on.
ExitCode failed(std::ostream& err) noexcept;

}  // namespace avouch
