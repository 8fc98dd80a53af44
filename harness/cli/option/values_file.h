// SPDX-License-Identifier: MIT
// Reads a TOML file of values for parameters and members of request bodies:
//
//   AccountSid = "AC0123"            # for every parameter or body member with that name
//
//   [operations.FetchChannel]        # for that operation only
//   Sid = "CH0123"
//
// schemas/values.schema.json says so to editors, and here.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "plan/values.h"

namespace avouch {

// Errors: the file cannot be read or does not match the schema, each with its line.
Result<std::vector<GivenValue>> read_values_file(const std::string& file);

}  // namespace avouch
