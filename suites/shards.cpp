// SPDX-License-Identifier: MIT
#include "suites/shards.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace avouch {
namespace {

// Groups of probes that are sent together.
class Stories {
 public:
  explicit Stories(std::size_t probes) : parent_(probes) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t of(std::size_t probe) {
    while (parent_[probe] != probe) probe = parent_[probe] = parent_[parent_[probe]];
    return probe;
  }

  void join(std::size_t one, std::size_t other) {
    const std::size_t left = of(one);
    const std::size_t right = of(other);
    parent_[std::max(left, right)] = std::min(left, right);
  }

 private:
  std::vector<std::size_t> parent_;
};

struct Story {
  std::vector<std::size_t> clauses;
  std::uint64_t weight = 0;
};

std::uint64_t weight_of(const Probe& probe, const ShardWeights& weights, std::uint64_t otherwise) {
  const auto known = weights.find(probe.id);
  return known == weights.end()
             ? otherwise
             : static_cast<std::uint64_t>(std::max<std::int64_t>(known->second.count(), 1));
}

// Of the known ones; 1 if none is known, so that all probes weigh the same.
std::uint64_t average(const Plan& plan, const ShardWeights& weights) {
  std::uint64_t sum = 0;
  std::uint64_t count = 0;
  for (const Probe& probe : plan.probes) {
    if (!weights.contains(probe.id)) continue;
    sum += weight_of(probe, weights, 0);
    ++count;
  }
  return count == 0 ? 1 : std::max<std::uint64_t>(sum / count, 1);
}

Stories stories_of(const Plan& plan) {
  Stories stories(plan.probes.size());
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    const Probe& probe = plan.probes[i];
    for (const Need& need : probe.needs) {
      for (const Source& source : need.sources) stories.join(i, source.probe);
    }
    for (const std::size_t before : probe.after) stories.join(i, before);
    if (probe.if_absent) stories.join(i, *probe.if_absent);
    if (probe.in_place_of) stories.join(i, *probe.in_place_of);
  }
  for (const PlannedClause& clause : plan.clauses) {
    for (const std::vector<std::size_t>* probes : {&clause.probes, &clause.overheard}) {
      for (const std::size_t probe : *probes)
        stories.join(probe, clause.probes.empty() ? clause.overheard.front() : clause.probes.front());
    }
  }
  return stories;
}

}  // namespace

std::vector<std::size_t> clauses_of_shard(const Plan& plan, const Shard& shard, const ShardWeights& weights) {
  Stories grouped = stories_of(plan);
  const std::uint64_t otherwise = average(plan, weights);
  std::map<std::size_t, Story> stories;  // by their first probe
  std::map<std::size_t, Story> without;  // clauses without a request: by operation they would be cut finer
  for (std::size_t i = 0; i < plan.clauses.size(); ++i) {
    const PlannedClause& clause = plan.clauses[i];
    const std::vector<std::size_t>& probes = clause.probes.empty() ? clause.overheard : clause.probes;
    Story& story = probes.empty() ? without[0] : stories[grouped.of(probes.front())];
    story.clauses.push_back(i);
  }
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    const auto found = stories.find(grouped.of(i));
    if (found != stories.end()) found->second.weight += weight_of(plan.probes[i], weights, otherwise);
  }
  std::vector<Story> all;
  for (auto& [probe, story] : stories) all.push_back(std::move(story));
  for (auto& [none, story] : without) all.push_back(std::move(story));
  std::stable_sort(all.begin(), all.end(),
                   [](const Story& left, const Story& right) { return left.weight > right.weight; });
  std::vector<std::uint64_t> loads(shard.total);
  std::vector<std::size_t> mine;
  for (const Story& story : all) {
    const auto lightest = std::min_element(loads.begin(), loads.end());
    *lightest += story.weight;
    if (static_cast<std::size_t>(lightest - loads.begin()) == shard.index)
      mine.insert(mine.end(), story.clauses.begin(), story.clauses.end());
  }
  std::sort(mine.begin(), mine.end());
  return mine;
}

}  // namespace avouch
