// SPDX-License-Identifier: MIT
// Checks GoogleTest's flags and environment before GoogleTest reads them. GoogleTest itself prints its whole
// help for an unknown flag, uses a default for a malformed value, and reports wrong sharding with an exit
// code that would mean a violation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"

namespace avouch {

// `flags` are "--gtest_…" words. Errors: a flag that is unknown, lacks its value or has a wrong one;
// GTEST_TOTAL_SHARDS and GTEST_SHARD_INDEX if only one is set, if one is not a number, or if they do not fit
// together.
Result<void> check_googletest(const std::vector<std::string>& flags, const Environment& environment);

// Returns the value of an environment variable of this process.
std::optional<std::string> process_environment(const std::string& name);

}  // namespace avouch
