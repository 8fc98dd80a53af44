// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/googletest.h"
#include "cli/process.h"

namespace {

// Runs before the constructors of this program and its libraries, which allocate memory as well.
[[gnu::section(".preinit_array"), gnu::used]] void (*before_all)() = &avouch::end_in_words;

}  // namespace

int main(int count, char** words) {
  avouch::prepare_process();
  try {
    const std::vector<std::string> arguments(words + 1, words + count);
    const avouch::ExitCode code = avouch::app(arguments, avouch::process_environment, std::cout, std::cerr);
    std::cout.flush();
    if (!std::cout && code == avouch::ExitCode::holds) {
      if (avouch::output_has_no_reader()) avouch::end_process(avouch::ExitCode::no_reader);
      std::cerr << "error: standard output could not be written\n  Is the disk full, or was it closed?\n";
      avouch::end_process(avouch::ExitCode::usage);
    }
    avouch::end_process(code);
  } catch (...) {
    return static_cast<int>(avouch::failed(std::cerr));
  }
}
