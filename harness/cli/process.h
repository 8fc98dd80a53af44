// SPDX-License-Identifier: MIT
// The process around the program: its descriptors, its signals, and its end after an uncaught exception.
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

// After this call, an uncaught exception (of a thread, for example) ends the process as failed() does, not
// with a signal. May be called before the program and its libraries are initialized.
void end_in_words();

// Prepares the process. Call it first in main().
// - Opens descriptors 0 to 2 if they are closed. Otherwise the first socket would get such a number, and the
//   report would go to the target. Output to a descriptor that was closed still fails.
// - A write to a pipe without a reader, or to a file that may not grow, fails instead of ending the process
//   before its reports are written.
void prepare_process();

// Whether standard output is a pipe or a socket that nothing reads any more, as after `| head`.
bool output_has_no_reader();

// Ends the process with its output written, and without the destructors of what lives as long as the process:
// the tests of a large contract take a while. A sanitizer that looks for leaks sees all of them.
[[noreturn]] void end_process(ExitCode code);

// Prints in one line what was thrown: out of memory, or a failure of Avouch itself. Returns the exit code of
// a run that cannot continue. Precondition: the caller is in a catch block.
ExitCode failed(std::ostream& err) noexcept;

}  // namespace avouch
