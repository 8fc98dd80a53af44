// SPDX-License-Identifier: MIT
// The whole program but for the process around it.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/option/options.h"

namespace avouch {

// `arguments` are without the program's name.
ExitCode app(const std::vector<std::string>& arguments, const Environment& environment, std::ostream& out,
             std::ostream& err);

}  // namespace avouch
