// SPDX-License-Identifier: MIT
#include "generate/maker/goal.h"

#include <algorithm>

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

Goal goal_of(const Schema& schema, std::size_t keyword) {
  Goal goal;
  goal.node = schema.keywords()[keyword].node;
  goal.kinds = kinds_of(schema.keywords()[keyword]);
  for (const SchemaStep& step : way_to(schema, goal.node)) goal.branches.emplace(step.keyword, step.branch);
  return goal;
}

}  // namespace avouch
