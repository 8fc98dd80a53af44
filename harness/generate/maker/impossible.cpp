// SPDX-License-Identifier: MIT
#include "generate/maker/impossible.h"

#include <algorithm>
#include <utility>

#include "contract/schema/cover.h"
#include "contract/schema/kinds.h"

namespace avouch {
namespace {

// The nodes that describe the part at the end of the step, in all of these that apply together.
std::vector<std::size_t> part_of(const Schema& schema, const std::vector<std::size_t>& nodes,
                                 const SchemaStep& step) {
  const SchemaKeyword& taken = schema.keywords()[step.keyword];
  std::vector<std::size_t> parts = {taken.branches[step.branch].node};
  if (taken.kind != KeywordKind::properties && taken.kind != KeywordKind::items) return parts;
  for (const std::size_t node : nodes) {
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (keyword.kind != taken.kind) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (branch.name == taken.branches[step.branch].name &&
            std::find(parts.begin(), parts.end(), branch.node) == parts.end())
          parts.push_back(branch.node);
      }
    }
  }
  return parts;
}

KindMask kinds_of_all(const Schema& schema, const std::vector<std::size_t>& nodes) {
  KindMask kinds = kEveryKind;
  for (const std::size_t node : nodes) kinds &= kinds_of_node(schema, node).accepted;
  return kinds;
}

}  // namespace

std::optional<std::string> impossible_there(const Schema& schema, const std::vector<SchemaStep>& way) {
  constexpr const char* kWhy =
      "the schema allows no value there: parts of it that apply together allow "
      "different types";
  std::vector<std::size_t> nodes = joined_nodes(schema, {0});
  for (const SchemaStep& step : way) {
    const SchemaKeyword& keyword = schema.keywords()[step.keyword];
    if (is_in_place(keyword.kind)) {
      nodes.push_back(keyword.branches[step.branch].node);
    } else {
      nodes = part_of(schema, nodes, step);
    }
    nodes = joined_nodes(schema, std::move(nodes));
    if (kinds_of_all(schema, nodes) == 0) return kWhy;
  }
  return std::nullopt;
}

}  // namespace avouch
