// SPDX-License-Identifier: MIT
#include "cli/option/shard_choice.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace avouch {
namespace shard_choice_test {

using Variables = std::map<std::string, std::string>;

std::string chosen(const Variables& variables, const std::string& option = "") {
  Options options;
  options.shard = option;
  const auto choice = shard_choice(options, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
  if (!choice) return choice.errors().front().title;
  if (!*choice) return "all";
  return std::to_string((*choice)->index) + " of " + std::to_string((*choice)->total) + " " + (*choice)->from;
}

TEST(ShardChoice, IsReadFromTheVariablesOfTheSystem) {
  EXPECT_EQ(chosen({}), "all");
  EXPECT_EQ(chosen({{"GTEST_SHARD_INDEX", "0"}, {"GTEST_TOTAL_SHARDS", "3"}}), "0 of 3 GTEST_SHARD_INDEX");
  EXPECT_EQ(chosen({{"JOB_COMPLETION_INDEX", "2"}, {"JOB_COMPLETIONS", "3"}}), "2 of 3 JOB_COMPLETION_INDEX");
  EXPECT_EQ(chosen({{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "3"}}), "0 of 3 CI_NODE_INDEX");
  EXPECT_EQ(chosen({{"CI_NODE_INDEX", "3"}, {"CI_NODE_TOTAL", "3"}}), "2 of 3 CI_NODE_INDEX");
  EXPECT_EQ(chosen({{"GTEST_SHARD_INDEX", "1"},
                    {"GTEST_TOTAL_SHARDS", "2"},
                    {"CI_NODE_INDEX", "1"},
                    {"CI_NODE_TOTAL", "3"}}),
            "1 of 2 GTEST_SHARD_INDEX");
}

TEST(ShardChoice, IsEverythingWithoutATotal) {
  EXPECT_EQ(chosen({{"JOB_COMPLETION_INDEX", "2"}}), "all") << "Kubernetes gives no total";
  EXPECT_EQ(chosen({{"CI_NODE_TOTAL", "1"}}), "all") << "GitLab sets it in every job";
  EXPECT_EQ(chosen({{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "1"}}), "all");
}

TEST(ShardChoice, IsGivenByTheOption) {
  EXPECT_EQ(chosen({}, "2/4"), "1 of 4 --shard");
  EXPECT_EQ(chosen({{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "3"}}, "2/4"), "1 of 4 --shard");
  EXPECT_EQ(chosen({{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "3"}}, "off"), "all");
  EXPECT_EQ(chosen({{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "3"}}, "auto"), "0 of 3 CI_NODE_INDEX");
  EXPECT_EQ(chosen({}, "1/1"), "all");
}

TEST(ShardChoice, IsRefusedIfItIsNone) {
  EXPECT_EQ(chosen({}, "some"), "--shard: \"some\" is no shard");
  EXPECT_EQ(chosen({}, "0/4"), "--shard: \"0\" is out of range");
  EXPECT_EQ(chosen({}, "5/4"), "--shard: \"5\" is out of range");
  EXPECT_EQ(chosen({{"JOB_COMPLETION_INDEX", "3"}, {"JOB_COMPLETIONS", "3"}}),
            "JOB_COMPLETION_INDEX: \"3\" is out of range");
  EXPECT_NE(chosen({{"CI_NODE_INDEX", "one"}, {"CI_NODE_TOTAL", "3"}}), "all");
}

TEST(ShardNote, NamesTheVariable) {
  EXPECT_EQ(shard_note({.index = 1, .total = 4, .from = "CI_NODE_INDEX"}),
            "shard 2 of 4 (CI_NODE_INDEX): other shards judge the other clauses; avouch merge joins their "
            "reports");
}

}  // namespace shard_choice_test
}  // namespace avouch
