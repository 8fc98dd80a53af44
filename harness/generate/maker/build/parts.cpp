// SPDX-License-Identifier: MIT
#include "generate/maker/build/parts.h"

#include "contract/schema/names.h"
#include "contract/schema/schema.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

// The nodes that one layer applies to a member of that name. False if the layer does not speak of it.
bool add_layer(MakerContext& context, const MemberLayer& layer, std::string_view name,
               std::vector<std::size_t>& nodes) {
  bool is_named = false;
  if (layer.properties != kNoKeyword) {
    const SchemaKeyword& properties = context.keyword(layer.properties);
    if (const std::optional<std::size_t> branch = branch_named(context.schema, properties, name)) {
      nodes.push_back(properties.branches[*branch].node);
      is_named = true;
    }
  }
  if (layer.patterns != kNoKeyword) {
    for (const SchemaBranch& branch : context.keyword(layer.patterns).branches) {
      const Pattern* pattern = context.patterns.engine(branch.name);
      if (pattern == nullptr || pattern->matches(name) != Matched::yes) continue;
      nodes.push_back(branch.node);
      is_named = true;
    }
  }
  // additionalProperties applies to what its siblings do not name.
  if (is_named || layer.additional == kNoKeyword) return is_named;
  nodes.push_back(context.keyword(layer.additional).branches.front().node);
  return true;
}

void append(std::vector<std::size_t>& nodes, const std::vector<std::size_t>& more) {
  nodes.insert(nodes.end(), more.begin(), more.end());
}

}  // namespace

Demand demand_of_member(MakerContext& context, const ObjectRules& object, std::string_view name) {
  Demand demand;
  bool is_known = false;
  for (const MemberLayer& layer : object.layers) {
    if (add_layer(context, layer, name, demand.nodes)) is_known = true;
  }
  if (!is_known) append(demand.nodes, object.others);
  for (const auto& [asked, more] : object.asked) {
    if (asked != name) continue;
    append(demand.nodes, more.nodes);
    append(demand.refusing, more.refusing);
    if (more.fixed) demand.fixed = more.fixed;
  }
  return demand;
}

Demand demand_of_item(const MakerContext& context, const ArrayRules& array, std::size_t index) {
  Demand demand;
  bool is_known = false;
  for (const ItemLayer& layer : array.layers) {
    const std::size_t prefix = layer.prefix == kNoKeyword ? 0 : context.keyword(layer.prefix).branches.size();
    if (index < prefix) {
      demand.nodes.push_back(context.keyword(layer.prefix).branches[index].node);
      is_known = true;
    } else if (layer.rest != kNoKeyword) {
      demand.nodes.push_back(context.keyword(layer.rest).branches.front().node);
      is_known = true;
    }
  }
  if (!is_known) append(demand.nodes, array.others);
  for (const auto& [at, more] : array.asked) {
    if (at != index) continue;
    append(demand.nodes, more.nodes);
    append(demand.refusing, more.refusing);
  }
  return demand;
}

bool is_open(const Demand& demand) {
  return demand.nodes.empty() && demand.refusing.empty() && !demand.fixed;
}

}  // namespace avouch
