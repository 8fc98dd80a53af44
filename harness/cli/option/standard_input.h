// SPDX-License-Identifier: MIT
// The contract from stdin: avouch lint -
#pragma once

#include <string>

#include "base/result.h"

namespace avouch {

// The name of a contract that is read from stdin. Its references are relative to the working directory.
inline constexpr const char* kStandardInput = "-";

// Everything up to its end. Errors: it is a terminal, it cannot be read, or it is longer than a file may be.
Result<std::string> read_standard_input();

}  // namespace avouch
