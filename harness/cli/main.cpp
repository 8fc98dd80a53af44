// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/googletest.h"

int main(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  const avouch::ExitCode code = avouch::app(arguments, avouch::process_environment, std::cout, std::cerr);
  std::cout.flush();
  if (!std::cout && code == avouch::ExitCode::holds) {
    std::cerr << "error: standard output could not be written\n  Is the disk full, or was the pipe closed?\n";
    return static_cast<int>(avouch::ExitCode::usage);
  }
  return static_cast<int>(code);
}
