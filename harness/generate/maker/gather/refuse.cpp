// SPDX-License-Identifier: MIT
#include "generate/maker/gather/refuse.h"

#include <algorithm>
#include <string_view>

#include "generate/maker/gather/gather.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

// A number that is no integer is left, if only integers are ruled out.
void refuse_type(Rules& rules, const SchemaKeyword& here) {
  const auto has = [&](std::string_view name) {
    return std::find(here.names.begin(), here.names.end(), name) != here.names.end();
  };
  KindMask ruled_out = kinds_of_types(here.names);
  if (!has("number")) ruled_out &= static_cast<KindMask>(~mask_of(ValueKind::number));
  rules.kinds &= static_cast<KindMask>(~ruled_out);
  rules.is_typed = true;
  if (has("number") || (!has("integer") && !has("written-integer"))) return;
  if (has("written-integer")) rules.needs_check = true;
  rules.number.whole = NumberRules::Whole::fraction;
}

void refuse_format(Rules& rules, const SchemaKeyword& here) {
  switch (format_speaks_of(here.names.back()).value_or(FormatOf::strings)) {
    case FormatOf::strings:
      rules.kinds &= mask_of(ValueKind::string);
      rules.string.failing.push_back(&here);
      break;
    case FormatOf::numbers:
      rules.kinds &= mask_of(ValueKind::number);
      rules.number.failing.push_back(&here);
      break;
    case FormatOf::objects:
      rules.kinds &= mask_of(ValueKind::object);
      rules.object.asked.push_back({"link", {.fixed = JsonValue::string("no URI")}});
      break;
  }
}

// Keywords that say something of the value by itself.
void refuse_assertion(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  Rules& rules = to.rules;
  const auto bound = static_cast<std::size_t>(here.bound);
  const auto below = [&](std::size_t& most) {
    if (bound == 0) {
      rules.is_impossible = true;
    } else {
      most = std::min(most, bound - 1);
    }
  };
  const auto above = [&](std::size_t& fewest) { fewest = std::max(fewest, bound + 1); };
  switch (here.kind) {
    case KeywordKind::never:
      break;
    case KeywordKind::type:
      refuse_type(rules, here);
      break;
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      for (const JsonValue& value : to.context.values_of(index)) rules.excluded.push_back(value);
      break;
    case KeywordKind::format:
      refuse_format(rules, here);
      break;
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      rules.number.failing.push_back(&here);
      break;
    case KeywordKind::pattern:
    case KeywordKind::content:
      rules.string.failing.push_back(&here);
      break;
    case KeywordKind::max_length:
      above(rules.string.fewest);
      break;
    case KeywordKind::min_length:
      below(rules.string.most);
      break;
    case KeywordKind::max_items:
      above(rules.array.fewest);
      break;
    case KeywordKind::min_items:
      below(rules.array.most);
      break;
    case KeywordKind::unique_items:
      rules.array.repeats = true;
      rules.array.fewest = std::max<std::size_t>(rules.array.fewest, 2);
      break;
    case KeywordKind::max_properties:
      above(rules.object.fewest);
      break;
    case KeywordKind::min_properties:
      below(rules.object.most);
      break;
    case KeywordKind::required:
      rules.object.forbidden.push_back(here.names[to.choices.choose(here.names.size())]);
      break;
    case KeywordKind::dependent_required: {
      const auto& [trigger, needed] = here.dependents[to.choices.choose(here.dependents.size())];
      rules.object.required.push_back(trigger);
      rules.object.forbidden.push_back(needed[to.choices.choose(needed.size())]);
      break;
    }
    default:  // keywords of other groups
      break;
  }
}

void refuse_every_branch(Gathering& to, const SchemaKeyword& here) {
  for (const SchemaBranch& branch : here.branches) refuse_node(to, branch.node);
}

// No branch accepts the value, or two of them do.
void refuse_one_of(Gathering& to, const SchemaKeyword& here) {
  const std::size_t count = here.branches.size();
  const std::size_t pairs = count * (count - 1) / 2;
  std::size_t way = to.choices.choose(1 + pairs);
  if (way == 0) {
    refuse_every_branch(to, here);
    return;
  }
  --way;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      if (way-- != 0) continue;
      require_node(to, here.branches[i].node);
      require_node(to, here.branches[j].node);
    }
  }
}

void refuse_alternative(Gathering& to, const SchemaKeyword& here) {
  to.rules.needs_check = true;
  if (here.kind == KeywordKind::one_of) {
    refuse_one_of(to, here);
  } else {
    refuse_every_branch(to, here);
  }
}

// The `if` holds and `then` does not, or neither the `if` nor `else` holds.
void refuse_condition(Gathering& to, const SchemaKeyword& here) {
  to.rules.needs_check = true;
  if (here.branches.size() == 1) {
    to.rules.is_impossible = true;
    return;
  }
  const SchemaBranch& branch = here.branches[1 + to.choices.choose(here.branches.size() - 1)];
  if (branch.name == "then") {
    require_node(to, here.branches.front().node);
  } else {
    refuse_node(to, here.branches.front().node);
  }
  refuse_node(to, branch.node);
}

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

// Keywords that apply to members and items: one member or one item is refused.
void refuse_parts(Gathering& to, const SchemaKeyword& here) {
  Rules& rules = to.rules;
  rules.needs_check = true;
  if (here.branches.empty()) {
    rules.is_impossible = true;
    return;
  }
  const std::size_t chosen = to.choices.choose(here.branches.size());
  const SchemaBranch& branch = here.branches[chosen];
  const auto bound = static_cast<std::size_t>(here.bound);
  switch (here.kind) {
    case KeywordKind::dependent_schemas:
      rules.object.required.push_back(branch.name);
      refuse_node(to, branch.node);
      break;
    case KeywordKind::properties:
      rules.object.required.push_back(branch.name);
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

}  // namespace

void refuse_keyword(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  const KeywordTraits traits = traits_of(here.kind);
  to.rules.kinds &= traits.speaks_of;  // values of other kinds pass
  switch (traits.group) {
    case KeywordGroup::value:
      refuse_assertion(to, index);
      break;
    case KeywordGroup::joined:
      refuse_node(to, here.branches[to.choices.choose(here.branches.size())].node);
      break;
    case KeywordGroup::choice:
      refuse_alternative(to, here);
      break;
    case KeywordGroup::conditional:
      if (here.kind == KeywordKind::condition) {
        refuse_condition(to, here);
      } else {
        refuse_parts(to, here);
      }
      break;
    case KeywordGroup::negation:
      to.rules.needs_check = true;
      require_node(to, here.branches.front().node);
      break;
    case KeywordGroup::members:
    case KeywordGroup::items:
      refuse_parts(to, here);
      break;
  }
}

}  // namespace avouch
