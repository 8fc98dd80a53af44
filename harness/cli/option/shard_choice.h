// SPDX-License-Identifier: MIT
// Which part of the clauses this process judges: --shard, or what the CI system says in the environment.
//
//   Result<std::optional<ShardChoice>> choice = shard_choice(options, environment);
//
// | system | variables | first index |
// |---|---|---|
// | GoogleTest (Bazel, CTest) | GTEST_SHARD_INDEX, GTEST_TOTAL_SHARDS | 0 |
// | Kubernetes Indexed Job | JOB_COMPLETION_INDEX, JOB_COMPLETIONS | 0 |
// | GitLab `parallel` | CI_NODE_INDEX, CI_NODE_TOTAL | 1 |
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/option/options.h"

namespace avouch {

struct ShardChoice {
  std::size_t index = 0;  // from 0
  std::size_t total = 1;
  std::string from;  // "--shard", "CI_NODE_INDEX"

  bool operator==(const ShardChoice&) const = default;
};

// nullopt: all clauses. Errors: --shard is neither auto, off nor INDEX/TOTAL; variables that are no numbers,
// or do not fit together. The variables of GoogleTest are checked before (cli/googletest.h).
Result<std::optional<ShardChoice>> shard_choice(const Options& options, const Environment& environment);

// "shard 2 of 4 (CI_NODE_INDEX): the other clauses are judged by other shards; avouch merge joins their
// reports".
std::string shard_note(const ShardChoice& choice);

// Unsets the variables of GoogleTest in this process.
void forget_shard();

}  // namespace avouch
