// SPDX-License-Identifier: MIT
#include "suites/shards.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace avouch {
namespace shards_test {

using Clauses = std::vector<std::size_t>;

// Clause i is exercised by probe i.
Plan plan_of(std::size_t probes) {
  Plan plan;
  for (std::size_t i = 0; i < probes; ++i) {
    plan.probes.push_back({.id = "p" + std::to_string(i), .operation = i});
    plan.clauses.push_back({.clause = i, .probes = {i}});
  }
  return plan;
}

std::vector<Clauses> all_shards(const Plan& plan, std::size_t total, const ShardWeights& weights = {}) {
  std::vector<Clauses> all;
  for (std::size_t i = 0; i < total; ++i)
    all.push_back(clauses_of_shard(plan, {.index = i, .total = total}, weights));
  return all;
}

TEST(Shards, HaveEachClauseOnce) {
  for (std::size_t total = 1; total <= 9; ++total) {
    Clauses together;
    for (const Clauses& shard : all_shards(plan_of(7), total)) {
      EXPECT_TRUE(std::is_sorted(shard.begin(), shard.end()));
      EXPECT_LE(shard.size(), 7 / total + 1);
      together.insert(together.end(), shard.begin(), shard.end());
    }
    std::sort(together.begin(), together.end());
    EXPECT_EQ(together, (Clauses{0, 1, 2, 3, 4, 5, 6})) << total;
  }
}

TEST(Shards, KeepAStoryWhole) {
  Plan plan = plan_of(6);
  // createBook <- getBook <- deleteBook; another request only comes after the last.
  plan.probes[2].needs.push_back({.name = "id", .sources = {{.probe = 0}}});
  plan.probes[4].needs.push_back({.name = "id", .sources = {{.probe = 2}}});
  plan.probes[5].after = {4};
  for (std::size_t total = 1; total <= 4; ++total) {
    std::size_t with_story = 0;
    for (const Clauses& shard : all_shards(plan, total)) {
      const auto has = [&](std::size_t clause) {
        return std::find(shard.begin(), shard.end(), clause) != shard.end();
      };
      with_story += has(0) ? 1U : 0U;
      EXPECT_EQ(has(0), has(2));
      EXPECT_EQ(has(2), has(4));
      EXPECT_EQ(has(4), has(5));
    }
    EXPECT_EQ(with_story, 1U);
  }
}

// The read that shows that nothing is there yet: else both shards send it.
TEST(Shards, KeepAWriteWithTheReadBeforeIt) {
  Plan plan = plan_of(4);
  plan.probes[3].if_absent = 0;
  const std::vector<Clauses> shards = all_shards(plan, 2);
  EXPECT_EQ(shards[0], (Clauses{0, 3}));
  EXPECT_EQ(shards[1], (Clauses{1, 2}));
}

TEST(Shards, KeepTheRequestsOfAClauseTogether) {
  Plan plan = plan_of(4);
  plan.clauses[0].overheard = {3};
  plan.probes[2].in_place_of = 1;
  const std::vector<Clauses> shards = all_shards(plan, 2);
  EXPECT_EQ(shards[0], (Clauses{0, 3}));
  EXPECT_EQ(shards[1], (Clauses{1, 2}));
}

TEST(Shards, AreCutByWhatRequestsTookBefore) {
  using std::chrono::microseconds;
  const Plan plan = plan_of(5);
  const std::vector<Clauses> shards = all_shards(plan, 2,
                                                 {{"p0", microseconds(1)},
                                                  {"p1", microseconds(1)},
                                                  {"p2", microseconds(100)},
                                                  {"p3", microseconds(1)},
                                                  {"p4", microseconds(1)}});
  EXPECT_EQ(shards[0], (Clauses{2}));
  EXPECT_EQ(shards[1], (Clauses{0, 1, 3, 4}));
  // One that was not sent before weighs as much as the average.
  const std::vector<Clauses> others = all_shards(plan, 2, {{"p0", microseconds(8)}, {"p1", microseconds(2)}});
  EXPECT_EQ(others[0].size() + others[1].size(), 5U);
}

TEST(Shards, GiveClausesWithoutARequestToOne) {
  Plan plan = plan_of(2);
  plan.clauses.push_back({.clause = 2, .unplanned = "why"});
  plan.clauses.push_back({.clause = 3, .unplanned = "why"});
  std::size_t count = 0;
  for (const Clauses& shard : all_shards(plan, 3)) {
    const bool has_one = std::find(shard.begin(), shard.end(), 2U) != shard.end();
    EXPECT_EQ(has_one, std::find(shard.begin(), shard.end(), 3U) != shard.end());
    count += shard.size();
  }
  EXPECT_EQ(count, 4U);
}

}  // namespace shards_test
}  // namespace avouch
