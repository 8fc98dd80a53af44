// SPDX-License-Identifier: MIT
// GoogleTest's flags and environment, checked before GoogleTest sees them: it answers an unknown flag with
// its whole help, a malformed value with a default, and wrong sharding with an exit code that would mean a
// violation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"

namespace avouch {

// `flags` are "--gtest_…" words. Errors: a flag that is unknown, lacks its value or has a wrong one;
// GTEST_TOTAL_SHARDS and GTEST_SHARD_INDEX that are not both there, no numbers, or do not fit together.
Result<void> check_googletest(const std::vector<std::string>& flags, const Environment& environment);

// The environment of this process.
std::optional<std::string> process_environment(const std::string& name);

}  // namespace avouch
