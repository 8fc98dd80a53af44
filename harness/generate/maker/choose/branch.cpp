// SPDX-License-Identifier: MIT
#include "generate/maker/choose/branch.h"

#include <algorithm>

#include "generate/maker/confirm.h"
#include "generate/maker/height.h"

namespace avouch {
namespace {

// The branches whose smallest values are the least deep.
std::vector<std::size_t> shortest_branches(const std::vector<std::size_t>& heights,
                                           const std::vector<SchemaBranch>& branches) {
  std::size_t least = kEndlessHeight;
  for (const SchemaBranch& branch : branches) least = std::min(least, heights[branch.node]);
  std::vector<std::size_t> shortest;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (heights[branches[i].node] == least) shortest.push_back(i);
  }
  return shortest;
}

// By the taste: any of them, or the turn-th.
std::size_t preferred_of(const Gathering& to, std::size_t count) {
  return to.taste.is_random ? to.context.random.below(count) : to.taste.turn % count;
}

std::size_t branch_met(const Gathering& to, const std::vector<SchemaBranch>& branches) {
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (is_accepted(to.context.judge, {.nodes = {branches[i].node}}, *to.value)) return i;
  }
  return 0;
}

}  // namespace

std::size_t choose_branch(Gathering& to, std::size_t index) {
  const std::vector<SchemaBranch>& branches = to.keyword(index).branches;
  const auto goal = to.taste.goal.branches.find(index);
  const bool has_goal = goal != to.taste.goal.branches.end();
  if (to.value != nullptr) return has_goal ? goal->second : branch_met(to, branches);
  std::size_t preferred = preferred_of(to, branches.size());
  // Within a value of the same node, one that ends: each that does not would multiply what is made.
  if (to.is_again) {
    const std::vector<std::size_t> shortest = shortest_branches(to.context.heights(), branches);
    preferred = shortest[preferred % shortest.size()];
  }
  if (has_goal) preferred = goal->second;
  return to.choices.choose(branches.size(), preferred);
}

bool choose_condition(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  if (to.value != nullptr)
    return is_accepted(to.context.judge, {.nodes = {here.branches.front().node}}, *to.value);
  std::size_t preferred = preferred_of(to, 2);
  const auto goal = to.taste.goal.branches.find(index);
  if (goal != to.taste.goal.branches.end()) preferred = here.branches[goal->second].name == "else" ? 1 : 0;
  return to.choices.choose(2, preferred) == 0;
}

bool choose_dependent(Gathering& to, std::size_t index, std::size_t branch) {
  std::size_t preferred = to.taste.members == Taste::Members::all ? 0 : 1;
  if (to.taste.is_random) preferred = to.context.random.below(2);
  const auto goal = to.taste.goal.branches.find(index);
  if (goal != to.taste.goal.branches.end() && goal->second == branch) preferred = 0;
  return to.choices.choose(2, preferred) == 0;
}

std::size_t choose_name(Gathering& to, const std::string& property, const std::vector<JsonValue>& names) {
  std::size_t preferred = preferred_of(to, names.size());
  if (const JsonValue* there = to.value == nullptr ? nullptr : to.value->find(property)) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == *there) preferred = i;
    }
  }
  return names.size() == 1 ? 0 : to.choices.choose(names.size(), preferred);
}

}  // namespace avouch
