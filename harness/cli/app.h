// SPDX-License-Identifier: MIT
// The whole program, without process startup and exit.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/option/options.h"

namespace avouch {

// `arguments` exclude the program's name.
ExitCode app(const std::vector<std::string>& arguments, const Environment& environment, std::ostream& out,
             std::ostream& err);

}  // namespace avouch
