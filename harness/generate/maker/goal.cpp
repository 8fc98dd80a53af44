// SPDX-License-Identifier: MIT
#include "generate/maker/goal.h"

#include <algorithm>
#include <utility>

namespace avouch {

std::vector<SchemaStep> way_to(const Schema& schema, std::size_t node) {
  std::vector<SchemaStep> way;
  while (schema.nodes()[node].parent != kNoKeyword) {
    const SchemaNode& here = schema.nodes()[node];
    way.push_back({.keyword = here.parent, .branch = here.branch});
    node = schema.keywords()[here.parent].node;
  }
  std::reverse(way.begin(), way.end());
  return way;
}

std::vector<std::vector<SchemaStep>> ways_to(const Schema& schema, std::size_t node) {
  std::vector<std::vector<SchemaStep>> ways = {way_to(schema, node)};
  for (const SchemaUse& use : schema.uses_of(node)) {
    const SchemaNode& here = schema.nodes()[node];
    if (use.keyword == here.parent && use.branch == here.branch) continue;
    std::vector<SchemaStep> way = way_to(schema, schema.keywords()[use.keyword].node);
    const bool is_loop = node == 0 || std::any_of(way.begin(), way.end(), [&](const SchemaStep& step) {
                           return schema.keywords()[step.keyword].branches[step.branch].node == node;
                         });
    if (is_loop) continue;
    way.push_back(use);
    ways.push_back(std::move(way));
  }
  return ways;
}

bool leads_to(const Schema& schema, const Goal& goal, std::size_t node) {
  const std::span<const SchemaUse> uses = schema.uses_of(node);
  return std::any_of(uses.begin(), uses.end(), [&](const SchemaUse& use) {
    const auto branch = goal.branches.find(use.keyword);
    return branch != goal.branches.end() && branch->second == use.branch;
  });
}

std::size_t deciding_on(const Schema& schema, const std::vector<SchemaStep>& way) {
  for (const SchemaStep& step : way) {
    const SchemaKeyword& above = schema.keywords()[step.keyword];
    if (is_choice(above.kind) && !is_selected(above, step.branch)) return step.keyword;
  }
  return kNoKeyword;
}

Goal goal_at(const Schema& schema, std::size_t keyword, const std::vector<SchemaStep>& way) {
  Goal goal;
  goal.node = schema.keywords()[keyword].node;
  goal.kinds = kinds_of(schema.keywords()[keyword]);
  GoalBranches::Map branches;
  for (const SchemaStep& step : way) {
    branches.emplace(step.keyword, step.branch);
    const SchemaKeyword& above = schema.keywords()[step.keyword];
    if (is_choice(above.kind) || above.kind == KeywordKind::condition)
      goal.alternative = above.branches[step.branch].node;
    if (traits_of(above.kind).group == KeywordGroup::members) goal.object = above.node;
  }
  goal.branches = GoalBranches(std::move(branches));
  return goal;
}

Goal goal_of(const Schema& schema, std::size_t keyword) {
  return goal_at(schema, keyword, way_to(schema, schema.keywords()[keyword].node));
}

}  // namespace avouch
