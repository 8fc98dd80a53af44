// SPDX-License-Identifier: MIT
#include "cli/googletest.h"

#include <gtest/gtest.h>

#include <map>

namespace avouch {
namespace googletest_test {

struct Asked {
  const char* name;
  std::vector<std::string> flags;
  std::map<std::string, std::string> variables;
  std::string error;  // its title; empty where nothing is wrong
};

class GoogleTestFlags : public testing::TestWithParam<Asked> {};

TEST_P(GoogleTestFlags, AreCheckedFirst) {
  const Environment environment = [](const std::string& name) -> std::optional<std::string> {
    const auto found = GetParam().variables.find(name);
    return found == GetParam().variables.end() ? std::nullopt : std::optional(found->second);
  };
  const Result<void> fit = check_googletest(GetParam().flags, environment);
  EXPECT_EQ(fit ? "" : fit.errors().front().title, GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    Flags, GoogleTestFlags,
    testing::Values(
        Asked{"Good", {"--gtest_filter=*x*", "--gtest_repeat=-1", "--gtest_shuffle"}, {}, ""},
        Asked{"GoodShard", {}, {{"GTEST_TOTAL_SHARDS", "2"}, {"GTEST_SHARD_INDEX", "1"}}, ""},
        Asked{"Unknown",
              {"--gtest_filer=x"},
              {},
              "GoogleTest has no flag \"--gtest_filer\" that applies to clauses"},
        Asked{"NoFilter", {"--gtest_filter"}, {}, "--gtest_filter: the value is missing"},
        Asked{"NoNumber", {"--gtest_repeat=abc"}, {}, "--gtest_repeat: \"abc\" is not a whole number"},
        Asked{"NoRepetition",
              {"--gtest_repeat=0"},
              {},
              "--gtest_repeat: with 0 repetitions, nothing is judged"},
        Asked{"NoIndex",
              {},
              {{"GTEST_TOTAL_SHARDS", "2"}},
              "GTEST_SHARD_INDEX is not set, though GTEST_TOTAL_SHARDS is"},
        Asked{"NoTotal",
              {},
              {{"GTEST_SHARD_INDEX", "0"}},
              "GTEST_TOTAL_SHARDS is not set, though GTEST_SHARD_INDEX is"},
        Asked{"IndexTooLarge",
              {},
              {{"GTEST_TOTAL_SHARDS", "2"}, {"GTEST_SHARD_INDEX", "2"}},
              "GTEST_SHARD_INDEX: \"2\" is out of range"},
        Asked{"NoShards",
              {},
              {{"GTEST_TOTAL_SHARDS", "0"}, {"GTEST_SHARD_INDEX", "0"}},
              "GTEST_TOTAL_SHARDS: \"0\" is out of range"}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace googletest_test
}  // namespace avouch
