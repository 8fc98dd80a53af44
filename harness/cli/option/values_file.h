// SPDX-License-Identifier: MIT
// A file of values for parameters and members of request bodies, in TOML:
//
//   AccountSid = "AC0123"            # wherever a parameter or a body has that name
//
//   [operations.FetchChannel]        # of that operation alone
//   Sid = "CH0123"
//
// schemas/values.schema.json says so to editors, and here.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "plan/values.h"

namespace avouch {

// Errors: it cannot be read, or is not as the schema has it, each with its line.
Result<std::vector<GivenValue>> read_values_file(const std::string& file);

}  // namespace avouch
