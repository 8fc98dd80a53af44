// SPDX-License-Identifier: MIT
#include "cli/googletest.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "cli/option/values.h"

namespace avouch {
namespace {

constexpr long kMost = 1'000'000'000;

// The kind of value that a flag takes. A switch may also have none.
enum class FlagValue { text, number, on_off };

struct Known {
  const char* flag;
  FlagValue value;
};

constexpr std::array<Known, 16> kKnown = {
    {{"--gtest_also_run_disabled_tests", FlagValue::on_off},
     {"--gtest_break_on_failure", FlagValue::on_off},
     {"--gtest_brief", FlagValue::on_off},
     {"--gtest_catch_exceptions", FlagValue::on_off},
     {"--gtest_color", FlagValue::text},
     {"--gtest_fail_fast", FlagValue::on_off},
     {"--gtest_filter", FlagValue::text},
     {"--gtest_list_tests", FlagValue::on_off},
     {"--gtest_output", FlagValue::text},
     {"--gtest_print_time", FlagValue::on_off},
     {"--gtest_print_utf8", FlagValue::on_off},
     {"--gtest_random_seed", FlagValue::number},
     {"--gtest_recreate_environments_when_repeating", FlagValue::on_off},
     {"--gtest_repeat", FlagValue::number},
     {"--gtest_shuffle", FlagValue::on_off},
     {"--gtest_throw_on_failure", FlagValue::on_off}}};

Error unknown(const std::string& flag) {
  std::vector<std::string> names;
  for (const Known& known : kKnown) names.emplace_back(known.flag);
  const auto meant = nearest(flag, names);
  return {.title = "GoogleTest has no flag " + in_quotes(flag, 40) + " that applies to clauses",
          .place = {},
          .hint = meant ? "Did you mean " + *meant + "?"
                        : "Try --gtest_filter, --gtest_list_tests or --gtest_repeat."};
}

Result<void> check_flag(const std::string& word) {
  const std::size_t equals = word.find('=');
  const std::string flag = word.substr(0, equals);
  const auto* known =
      std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& each) { return flag == each.flag; });
  if (known == kKnown.end()) return unknown(flag);
  const std::string value = equals == word.npos ? "" : word.substr(equals + 1);
  if (known->value == FlagValue::on_off) return {};
  if (value.empty()) {
    return Error{.title = flag + ": the value is missing",
                 .place = {},
                 .hint = "Write it after a =, without a space."};
  }
  if (known->value == FlagValue::text) return {};
  const Result<long> number = parse_number(flag, value, -1, kMost);
  if (!number) return number.errors();
  if (flag == "--gtest_repeat" && *number == 0) {
    return Error{.title = flag + ": with 0 repetitions, nothing is judged",
                 .place = {},
                 .hint = "Give 1 or more, or -1 for no end."};
  }
  return {};
}

Result<void> check_shards(const Environment& environment) {
  const std::optional<std::string> total = environment("GTEST_TOTAL_SHARDS");
  const std::optional<std::string> index = environment("GTEST_SHARD_INDEX");
  if (!total && !index) return {};
  if (!total || !index) {
    return Error{.title = std::string(total ? "GTEST_SHARD_INDEX" : "GTEST_TOTAL_SHARDS") +
                          " is not set, though " + (total ? "GTEST_TOTAL_SHARDS" : "GTEST_SHARD_INDEX") +
                          " is",
                 .place = {},
                 .hint = "Set both, or neither."};
  }
  const Result<long> shards = parse_number("GTEST_TOTAL_SHARDS", *total, 1, kMost);
  if (!shards) return shards.errors();
  const Result<long> shard = parse_number("GTEST_SHARD_INDEX", *index, 0, *shards - 1);
  if (!shard) return shard.errors();
  return {};
}

}  // namespace

Result<void> check_googletest(const std::vector<std::string>& flags, const Environment& environment) {
  Errors errors;
  for (const std::string& word : flags) {
    if (const Result<void> fit = check_flag(word); !fit) errors.push_back(fit.errors().front());
  }
  if (const Result<void> fit = check_shards(environment); !fit) errors.push_back(fit.errors().front());
  if (!errors.empty()) return errors;
  return {};
}

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace avouch
