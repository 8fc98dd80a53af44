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

void require_assertion(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  Rules& rules = to.rules;
  const auto hint = [&](ValueKind kind) { rules.hinted |= mask_of(kind); };
  const auto bound = static_cast<std::size_t>(here.bound);
  switch (here.kind) {
    case KeywordKind::never:
      rules.is_impossible = true;
      break;
    case KeywordKind::type:
      rules.is_typed = true;
      rules.kinds &= kinds_of_types(here.names);
      if (!has_name(here, "number") && has_name(here, "written-integer")) {
        rules.number.whole = NumberRules::Whole::written;
      } else if (!has_name(here, "number") && has_name(here, "integer") &&
                 rules.number.whole == NumberRules::Whole::any) {
        rules.number.whole = NumberRules::Whole::whole;
      }
      break;
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      require_values(to, index);
      break;
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      hint(ValueKind::number);
      rules.number.holding.push_back(&here);
      break;
    case KeywordKind::max_length:
      hint(ValueKind::string);
      rules.string.most = std::min(rules.string.most, bound);
      break;
    case KeywordKind::min_length:
      hint(ValueKind::string);
      rules.string.fewest = std::max(rules.string.fewest, bound);
      break;
    case KeywordKind::pattern:
    case KeywordKind::content:
      hint(ValueKind::string);
      rules.string.holding.push_back(&here);
      break;
    case KeywordKind::format:
      switch (format_speaks_of(here.names.back()).value_or(FormatOf::strings)) {
        case FormatOf::strings:
          hint(ValueKind::string);
          rules.string.holding.push_back(&here);
          break;
        case FormatOf::numbers:
          hint(ValueKind::number);
          rules.number.holding.push_back(&here);
          break;
        case FormatOf::objects:
          hint(ValueKind::object);
          rules.object.asked.push_back(
              {"link", {.fixed = JsonValue::string("https://example.com/resource")}});
          rules.needs_check = true;
          break;
      }
      break;
    case KeywordKind::max_items:
      hint(ValueKind::array);
      rules.array.most = std::min(rules.array.most, bound);
      break;
    case KeywordKind::min_items:
      hint(ValueKind::array);
      rules.array.fewest = std::max(rules.array.fewest, bound);
      break;
    case KeywordKind::unique_items:
      hint(ValueKind::array);
      rules.array.is_unique = true;
      break;
    case KeywordKind::max_properties:
      hint(ValueKind::object);
      rules.object.most = std::min(rules.object.most, bound);
      break;
    case KeywordKind::min_properties:
      hint(ValueKind::object);
      rules.object.fewest = std::max(rules.object.fewest, bound);
      break;
    case KeywordKind::required:
      hint(ValueKind::object);
      rules.object.require(here.names);
      break;
    case KeywordKind::dependent_required:
      hint(ValueKind::object);
      rules.object.dependents.push_back(&here);
      break;
    default:
      break;
  }
}

void require_keyword(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  Rules& rules = to.rules;
  const auto next = [&](const SchemaBranch& branch) { require_node(to, branch.node); };
  switch (here.kind) {
    case KeywordKind::reference:
    case KeywordKind::all_of:
      for (const SchemaBranch& branch : here.branches) next(branch);
      break;
    case KeywordKind::any_of:
    case KeywordKind::one_of:
      require_alternative(to, index);
      break;
    case KeywordKind::negation:
      refuse_node(to, here.branches.front().node);
      break;
    case KeywordKind::condition:
      require_condition(to, index);
      break;
    case KeywordKind::dependent_schemas:
      require_dependents(to, index);
      break;
    case KeywordKind::property_names:
      rules.hinted |= mask_of(ValueKind::object);
      rules.object.names.push_back(here.branches.front().node);
      rules.needs_check = true;
      break;
    case KeywordKind::contains:
    case KeywordKind::max_contains: {
      rules.hinted |= mask_of(ValueKind::array);
      Contained contained{.node = here.branches.front().node};
      (here.kind == KeywordKind::contains ? contained.least : contained.most) = here.bound;
      rules.array.contained.push_back(contained);
      rules.needs_check = true;
      break;
    }
    case KeywordKind::unevaluated_items:
      rules.hinted |= mask_of(ValueKind::array);
      rules.array.others.push_back(here.branches.front().node);
      rules.needs_check = true;
      break;
    case KeywordKind::unevaluated_properties:
      rules.hinted |= mask_of(ValueKind::object);
      rules.object.others.push_back(here.branches.front().node);
      rules.needs_check = true;
      break;
    default:
      require_assertion(to, index);
  }
}

}  // namespace

void gather(Gathering& to, const Demand& demand) {
  for (const std::size_t node : demand.nodes) require_node(to, node);
  for (const std::size_t node : demand.refusing) refuse_node(to, node);
}

void require_node(Gathering& to, std::size_t node) {
  const SchemaNode& here = to.context.schema.nodes()[node];
  if (to.violated != kNoKeyword && to.keyword(to.violated).node == node &&
      (to.keyword(to.violated).kind == KeywordKind::type ||
       to.keyword(to.violated).kind == KeywordKind::never)) {
    // Where the type is wrong, nothing else of the node is asked.
    refuse_keyword(to, to.violated);
    return;
  }
  if (here.names != nullptr) to.rules.object.named.push_back(here.names.get());
  if (node == to.taste.goal.node) to.rules.wanted &= to.taste.goal.kinds;
  MemberLayer members;
  ItemLayer items;
  for (const std::size_t index : here.keywords) {
    if (to.rules.is_impossible) return;
    if (index == to.violated) {
      refuse_keyword(to, index);
      continue;
    }
    switch (to.keyword(index).kind) {
      case KeywordKind::properties:
        members.properties = index;
        break;
      case KeywordKind::pattern_properties:
        members.patterns = index;
        break;
      case KeywordKind::additional_properties:
        members.additional = index;
        break;
      case KeywordKind::prefix_items:
        items.prefix = index;
        break;
      case KeywordKind::items:
        items.rest = index;
        break;
      default:
        require_keyword(to, index);
    }
  }
  if (members.properties != kNoKeyword || members.patterns != kNoKeyword ||
      members.additional != kNoKeyword) {
    to.rules.hinted |= mask_of(ValueKind::object);
    to.rules.object.layers.push_back(members);
  }
  if (items.prefix != kNoKeyword || items.rest != kNoKeyword) {
    to.rules.hinted |= mask_of(ValueKind::array);
    to.rules.array.layers.push_back(items);
  }
}

void refuse_node(Gathering& to, std::size_t node) {
  const std::vector<std::size_t>& keywords = to.context.schema.nodes()[node].keywords;
  to.rules.needs_check = true;
  if (keywords.empty()) {
    to.rules.is_impossible = true;
    return;
  }
  if (to.value != nullptr) return;  // it is refused already
  refuse_keyword(
      to, keywords[to.choices.choose(keywords.size(),
                                     to.taste.is_random ? to.context.random.below(keywords.size()) : 0)]);
}

}  // namespace avouch
