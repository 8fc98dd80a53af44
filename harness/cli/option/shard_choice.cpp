// SPDX-License-Identifier: MIT
#include "cli/option/shard_choice.h"

#include <cstdlib>

#include "base/text.h"
#include "cli/option/values.h"

namespace avouch {
namespace {

constexpr long kMostShards = 1'000'000;

struct ShardVariables {
  const char* index;
  const char* total;
  long first;  // the first index
};

constexpr ShardVariables kShardVariables[] = {{"GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS", 0},
                                              {"JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0},
                                              {"CI_NODE_INDEX", "CI_NODE_TOTAL", 1}};

Result<std::optional<ShardChoice>> chosen(const std::string& from, const std::string& index,
                                          const std::string& total, const std::string& total_from,
                                          long first) {
  const Result<long> all = parse_number(total_from, total, 1, kMostShards);
  if (!all) return all.errors();
  const Result<long> one = parse_number(from, index, first, *all - 1 + first);
  if (!one) return one.errors();
  if (*all == 1) return std::optional<ShardChoice>();
  return std::optional(ShardChoice{.index = static_cast<std::size_t>(*one - first),
                                   .total = static_cast<std::size_t>(*all),
                                   .from = from});
}

}  // namespace

Result<std::optional<ShardChoice>> shard_choice(const Options& options, const Environment& environment) {
  if (options.shard == "off") return std::optional<ShardChoice>();
  if (!options.shard.empty() && options.shard != "auto") {
    const std::size_t slash = options.shard.find('/');
    if (slash == options.shard.npos) {
      return Error{.title = "--shard: " + in_quotes(options.shard) + " is no shard",
                   .place = {},
                   .hint = "Give the number of the shard and of all shards, such as 2/4; or off, or auto."};
    }
    return chosen("--shard", options.shard.substr(0, slash), options.shard.substr(slash + 1), "--shard", 1);
  }
  for (const ShardVariables& variables : kShardVariables) {
    const std::optional<std::string> index = environment(variables.index);
    const std::optional<std::string> total = environment(variables.total);
    // Kubernetes sets the index alone: the total is the user's to give. A job without shards has neither.
    if (index && total) return chosen(variables.index, *index, *total, variables.total, variables.first);
  }
  return std::optional<ShardChoice>();
}

std::string shard_note(const ShardChoice& choice) {
  return "shard " + std::to_string(choice.index + 1) + " of " + std::to_string(choice.total) + " (" +
         choice.from + "): other shards judge the other clauses; avouch merge joins their reports";
}

void forget_shard() {
  ::unsetenv("GTEST_SHARD_INDEX");   // NOLINT: no other thread reads the environment yet
  ::unsetenv("GTEST_TOTAL_SHARDS");  // NOLINT
}

}  // namespace avouch
