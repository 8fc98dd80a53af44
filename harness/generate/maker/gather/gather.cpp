// SPDX-License-Identifier: MIT
// What must hold.
#include "generate/maker/gather/gather.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "generate/maker/gather/alternatives.h"
#include "generate/maker/gather/refuse.h"
#include "judge/format/format.h"

namespace avouch {

void ObjectRules::require(const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::find(required.begin(), required.end(), name) == required.end()) required.push_back(name);
  }
}

namespace {

bool has_name(const SchemaKeyword& keyword, std::string_view name) {
  return std::find(keyword.names.begin(), keyword.names.end(), name) != keyword.names.end();
}

void require_values(Gathering& to, std::size_t index) {
  const std::vector<JsonValue>& listed = to.context.values_of(index);
  if (!to.rules.values) {
    to.rules.values = listed;
    return;
  }
  std::erase_if(*to.rules.values, [&](const JsonValue& value) {
    return std::none_of(listed.begin(), listed.end(), [&](const JsonValue& other) { return value == other; });
  });
}

void require_type(Rules& rules, const SchemaKeyword& here) {
  rules.is_typed = true;
  rules.kinds &= kinds_of_types(here.names);
  if (has_name(here, "number")) return;
  if (has_name(here, "written-integer")) {
    rules.number.whole = NumberRules::Whole::written;
  } else if (has_name(here, "integer") && rules.number.whole == NumberRules::Whole::any) {
    rules.number.whole = NumberRules::Whole::whole;
  }
}

void require_format(Rules& rules, const SchemaKeyword& here) {
  switch (format_speaks_of(here.names.back()).value_or(FormatOf::strings)) {
    case FormatOf::strings:
      rules.hinted |= mask_of(ValueKind::string);
      rules.string.holding.push_back(&here);
      break;
    case FormatOf::numbers:
      rules.hinted |= mask_of(ValueKind::number);
      rules.number.holding.push_back(&here);
      break;
    case FormatOf::objects:
      rules.hinted |= mask_of(ValueKind::object);
      rules.object.asked.push_back({"link", {.fixed = JsonValue::string("https://example.com/resource")}});
      rules.needs_check = true;
      break;
  }
}

// Keywords that say something of the value by itself.
void require_assertion(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  Rules& rules = to.rules;
  const auto at_most = [&](std::size_t& most) {
    most = std::min(most, static_cast<std::size_t>(here.bound));
  };
  const auto at_least = [&](std::size_t& fewest) {
    fewest = std::max(fewest, static_cast<std::size_t>(here.bound));
  };
  switch (here.kind) {
    case KeywordKind::never:
      rules.is_impossible = true;
      break;
    case KeywordKind::type:
      require_type(rules, here);
      break;
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      require_values(to, index);
      break;
    case KeywordKind::format:
      require_format(rules, here);
      break;
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      rules.number.holding.push_back(&here);
      break;
    case KeywordKind::pattern:
    case KeywordKind::content:
      rules.string.holding.push_back(&here);
      break;
    case KeywordKind::max_length:
      at_most(rules.string.most);
      break;
    case KeywordKind::min_length:
      at_least(rules.string.fewest);
      break;
    case KeywordKind::max_items:
      at_most(rules.array.most);
      break;
    case KeywordKind::min_items:
      at_least(rules.array.fewest);
      break;
    case KeywordKind::unique_items:
      rules.array.is_unique = true;
      break;
    case KeywordKind::max_properties:
      at_most(rules.object.most);
      break;
    case KeywordKind::min_properties:
      at_least(rules.object.fewest);
      break;
    case KeywordKind::required:
      rules.object.require(here.names);
      break;
    case KeywordKind::dependent_required:
      rules.object.dependents.push_back(&here);
      break;
    default:  // keywords of other groups
      break;
  }
}

// Keywords that speak of members and items. Those that require_node() joins into layers are not among them.
void require_parts(Rules& rules, const SchemaKeyword& here) {
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

void require_keyword(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  const KeywordTraits traits = traits_of(here.kind);
  if (traits.speaks_of != kEveryKind) to.rules.hinted |= traits.speaks_of;
  switch (traits.group) {
    case KeywordGroup::value:
      require_assertion(to, index);
      break;
    case KeywordGroup::joined:
      for (const SchemaBranch& branch : here.branches) require_node(to, branch.node);
      break;
    case KeywordGroup::choice:
      require_alternative(to, index);
      break;
    case KeywordGroup::conditional:
      if (here.kind == KeywordKind::condition) {
        require_condition(to, index);
      } else {
        require_dependents(to, index);
      }
      break;
    case KeywordGroup::negation:
      refuse_node(to, here.branches.front().node);
      break;
    case KeywordGroup::members:
    case KeywordGroup::items:
      require_parts(to.rules, here);
      break;
  }
}

// Whether the value must have a type that the node does not allow.
bool is_of_wrong_type(const Gathering& to, std::size_t node) {
  if (to.violated == kNoKeyword || to.keyword(to.violated).node != node) return false;
  const KeywordKind kind = to.keyword(to.violated).kind;
  return kind == KeywordKind::type || kind == KeywordKind::never;
}

// Keywords of one node that are read together: each decides what the others apply to.
struct Layers {
  MemberLayer members;
  ItemLayer items;

  // False if the keyword is none of these.
  bool take(KeywordKind kind, std::size_t index) {
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

  void add_to(Rules& rules) const {
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
};

}  // namespace

void gather(Gathering& to, const Demand& demand) {
  for (const std::size_t node : demand.nodes) require_node(to, node);
  for (const std::size_t node : demand.refusing) refuse_node(to, node);
}

void require_node(Gathering& to, std::size_t node) {
  const SchemaNode& here = to.context.schema.nodes()[node];
  if (is_of_wrong_type(to, node)) {
    refuse_keyword(to, to.violated);  // no other keyword of the node applies
    return;
  }
  if (here.names != nullptr) to.rules.object.named.push_back(here.names.get());
  if (node == to.taste.goal.node) to.rules.wanted &= to.taste.goal.kinds;
  Layers layers;
  for (const std::size_t index : here.keywords) {
    if (to.rules.is_impossible) return;
    if (index == to.violated) {
      refuse_keyword(to, index);
    } else if (!layers.take(to.keyword(index).kind, index)) {
      require_keyword(to, index);
    }
  }
  layers.add_to(to.rules);
}

void refuse_node(Gathering& to, std::size_t node) {
  const std::vector<std::size_t>& keywords = to.context.schema.nodes()[node].keywords;
  to.rules.needs_check = true;
  if (keywords.empty()) {
    to.rules.is_impossible = true;
    return;
  }
  if (to.value != nullptr) return;  // the value exists and is refused already
  refuse_keyword(
      to, keywords[to.choices.choose(keywords.size(),
                                     to.taste.is_random ? to.context.random.below(keywords.size()) : 0)]);
}

}  // namespace avouch
