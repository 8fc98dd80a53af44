// SPDX-License-Identifier: MIT
#include "generate/maker/gather/children.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "base/steps.h"
#include "contract/schema/names.h"

namespace avouch {
namespace {

// The first item that `items` or `unevaluatedItems` applies to.
std::size_t first_item_of(const Gathering& to, const SchemaKeyword& here) {
  std::size_t at = 0;
  for (const std::size_t other : to.context.schema.nodes()[here.node].keywords) {
    if (to.keyword(other).kind == KeywordKind::prefix_items) at = to.keyword(other).branches.size();
  }
  if (here.kind != KeywordKind::unevaluated_items) return at;
  for (const ItemLayer& layer : to.rules.array.layers) {
    if (layer.prefix != kNoKeyword) at = std::max(at, to.keyword(layer.prefix).branches.size());
  }
  return at;
}

void refuse_item(ArrayRules& array, std::size_t at, std::size_t node) {
  array.fewest = std::max(array.fewest, at + 1);
  array.asked.push_back({at, {.refusing = {node}}});
}

// The branches in the order in which they are tried: of `properties`, first the members that no required
// schema documents, because what breaks one schema of a member seldom satisfies another one.
std::vector<std::size_t> order_of_refusal(const Gathering& to, const SchemaKeyword& here) {
  std::vector<std::size_t> order(here.branches.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  constexpr std::size_t kMostLookedUp = 2'000;
  const std::vector<MemberLayer>& layers = to.rules.object.layers;
  const std::size_t names = order.size() * layers.size();
  if (here.kind != KeywordKind::properties || names > kMostLookedUp) return order;
  count_steps(names);
  const auto is_documented = [&](std::size_t branch) {
    return std::any_of(layers.begin(), layers.end(), [&](const MemberLayer& layer) {
      return layer.properties != kNoKeyword &&
             branch_named(to.context.schema, to.keyword(layer.properties), here.branches[branch].name);
    });
  };
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t branch) { return !is_documented(branch); });
  return order;
}

}  // namespace

bool Layers::take(KeywordKind kind, std::size_t index) {
  switch (kind) {
    case KeywordKind::properties:
      members.properties = index;
      return true;
    case KeywordKind::pattern_properties:
      members.patterns = index;
      return true;
    case KeywordKind::additional_properties:
      members.additional = index;
      return true;
    case KeywordKind::prefix_items:
      items.prefix = index;
      return true;
    case KeywordKind::items:
      items.rest = index;
      return true;
    default:
      return false;
  }
}

void Layers::add_to(Rules& rules) const {
  if (members.properties != kNoKeyword || members.patterns != kNoKeyword ||
      members.additional != kNoKeyword) {
    rules.hinted |= mask_of(ValueKind::object);
    rules.object.layers.push_back(members);
  }
  if (items.prefix != kNoKeyword || items.rest != kNoKeyword) {
    rules.hinted |= mask_of(ValueKind::array);
    rules.array.layers.push_back(items);
  }
}

void require_children(Rules& rules, const SchemaKeyword& here) {
  const std::size_t node = here.branches.front().node;
  rules.needs_check = true;
  switch (here.kind) {
    case KeywordKind::property_names:
      rules.object.names.push_back(node);
      break;
    case KeywordKind::contains:
      rules.array.contained.push_back({.node = node, .least = static_cast<std::size_t>(here.bound)});
      break;
    case KeywordKind::max_contains:
      rules.array.contained.push_back({.node = node, .most = static_cast<std::size_t>(here.bound)});
      break;
    case KeywordKind::unevaluated_items:
      rules.array.others.push_back(node);
      break;
    case KeywordKind::unevaluated_properties:
      rules.object.others.push_back(node);
      break;
    default:
      break;
  }
}

void refuse_children(Gathering& to, const SchemaKeyword& here) {
  Rules& rules = to.rules;
  rules.needs_check = true;
  if (here.branches.empty()) {
    rules.is_impossible = true;
    return;
  }
  const std::size_t chosen = order_of_refusal(to, here)[to.choices.choose(here.branches.size())];
  const SchemaBranch& branch = here.branches[chosen];
  const auto bound = static_cast<std::size_t>(here.bound);
  switch (here.kind) {
    case KeywordKind::properties:
      rules.object.required.add(branch.name);
      rules.object.asked.push_back({branch.name, {.refusing = {branch.node}}});
      break;
    case KeywordKind::pattern_properties:
      rules.object.odd_members.emplace_back(branch.node, branch.name);
      break;
    case KeywordKind::additional_properties:
    case KeywordKind::unevaluated_properties:
      rules.object.odd_members.emplace_back(branch.node, "");
      break;
    case KeywordKind::property_names:
      rules.object.odd_names.push_back(branch.node);
      break;
    case KeywordKind::prefix_items:
      refuse_item(rules.array, chosen, branch.node);
      break;
    case KeywordKind::items:
    case KeywordKind::unevaluated_items:
      refuse_item(rules.array, first_item_of(to, here), branch.node);
      break;
    case KeywordKind::contains:
      if (bound == 0) rules.is_impossible = true;
      rules.array.contained.push_back({.node = branch.node, .most = bound - 1});
      break;
    case KeywordKind::max_contains:
      rules.array.contained.push_back({.node = branch.node, .least = bound + 1});
      break;
    default:  // keywords of other groups
      break;
  }
}

}  // namespace avouch
