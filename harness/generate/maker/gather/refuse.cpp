// SPDX-License-Identifier: MIT
#include "generate/maker/gather/refuse.h"

#include <algorithm>
#include <string_view>

#include "generate/maker/gather/gather.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

void refuse_assertion(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  Rules& rules = to.rules;
  const auto bound = static_cast<std::size_t>(here.bound);
  const auto only = [&](ValueKind kind) { rules.kinds &= mask_of(kind); };
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
    case KeywordKind::type: {
      const auto has = [&](std::string_view name) {
        return std::find(here.names.begin(), here.names.end(), name) != here.names.end();
      };
      KindMask ruled_out = kinds_of_types(here.names);
      if (!has("number"))
        ruled_out &= static_cast<KindMask>(~mask_of(ValueKind::number));  // a fraction is left
      rules.kinds &= static_cast<KindMask>(~ruled_out);
      if (!has("number") && (has("integer") || has("written-integer"))) {
        if (has("written-integer")) rules.needs_check = true;
        rules.number.whole = NumberRules::Whole::fraction;
      }
      rules.is_typed = true;
      break;
    }
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      for (const JsonValue& value : to.context.values_of(index)) rules.excluded.push_back(value);
      break;
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      only(ValueKind::number);
      rules.number.failing.push_back(&here);
      break;
    case KeywordKind::max_length:
      only(ValueKind::string);
      above(rules.string.fewest);
      break;
    case KeywordKind::min_length:
      only(ValueKind::string);
      below(rules.string.most);
      break;
    case KeywordKind::pattern:
    case KeywordKind::content:
      only(ValueKind::string);
      rules.string.failing.push_back(&here);
      break;
    case KeywordKind::format:
      switch (format_speaks_of(here.names.back()).value_or(FormatOf::strings)) {
        case FormatOf::strings:
          only(ValueKind::string);
          rules.string.failing.push_back(&here);
          break;
        case FormatOf::numbers:
          only(ValueKind::number);
          rules.number.failing.push_back(&here);
          break;
        case FormatOf::objects:
          only(ValueKind::object);
          rules.object.asked.push_back({"link", {.fixed = JsonValue::string("no URI")}});
          break;
      }
      break;
    case KeywordKind::max_items:
      only(ValueKind::array);
      above(rules.array.fewest);
      break;
    case KeywordKind::min_items:
      only(ValueKind::array);
      below(rules.array.most);
      break;
    case KeywordKind::unique_items:
      only(ValueKind::array);
      rules.array.repeats = true;
      rules.array.fewest = std::max<std::size_t>(rules.array.fewest, 2);
      break;
    case KeywordKind::max_properties:
      only(ValueKind::object);
      above(rules.object.fewest);
      break;
    case KeywordKind::min_properties:
      only(ValueKind::object);
      below(rules.object.most);
      break;
    case KeywordKind::required:
      only(ValueKind::object);
      rules.object.forbidden.push_back(here.names[to.choices.choose(here.names.size())]);
      break;
    case KeywordKind::dependent_required: {
      only(ValueKind::object);
      const auto& [trigger, needed] = here.dependents[to.choices.choose(here.dependents.size())];
      rules.object.required.push_back(trigger);
      rules.object.forbidden.push_back(needed[to.choices.choose(needed.size())]);
      break;
    }
    default:
      break;
  }
}

void refuse_choice(Gathering& to, const SchemaKeyword& here) {
  to.rules.needs_check = true;
  switch (here.kind) {
    case KeywordKind::any_of:
      for (const SchemaBranch& branch : here.branches) refuse_node(to, branch.node);
      break;
    case KeywordKind::one_of: {
      const std::size_t count = here.branches.size();
      // No branch, or two of them.
      const std::size_t pairs = count * (count - 1) / 2;
      std::size_t way = to.choices.choose(1 + pairs);
      if (way == 0) {
        for (const SchemaBranch& branch : here.branches) refuse_node(to, branch.node);
        break;
      }
      --way;
      for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t j = i + 1; j < count; ++j) {
          if (way-- != 0) continue;
          require_node(to, here.branches[i].node);
          require_node(to, here.branches[j].node);
        }
      }
      break;
    }
    case KeywordKind::negation:
      require_node(to, here.branches.front().node);
      break;
    default: {  // a condition
      if (here.branches.size() == 1) {
        to.rules.is_impossible = true;
        break;
      }
      const SchemaBranch& branch = here.branches[1 + to.choices.choose(here.branches.size() - 1)];
      if (branch.name == "then") {
        require_node(to, here.branches.front().node);
      } else {
        refuse_node(to, here.branches.front().node);
      }
      refuse_node(to, branch.node);
    }
  }
}

// Of what applies to members and items: one of them is refused.
void refuse_parts(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  Rules& rules = to.rules;
  const bool is_array = here.kind == KeywordKind::prefix_items || here.kind == KeywordKind::items ||
                        here.kind == KeywordKind::contains || here.kind == KeywordKind::max_contains ||
                        here.kind == KeywordKind::unevaluated_items;
  rules.kinds &= mask_of(is_array ? ValueKind::array : ValueKind::object);
  rules.needs_check = true;
  if (here.branches.empty()) {
    rules.is_impossible = true;
    return;
  }
  const std::size_t chosen = to.choices.choose(here.branches.size());
  const SchemaBranch& branch = here.branches[chosen];
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
      rules.array.fewest = std::max(rules.array.fewest, chosen + 1);
      rules.array.asked.push_back({chosen, {.refusing = {branch.node}}});
      break;
    case KeywordKind::items:
    case KeywordKind::unevaluated_items: {
      std::size_t at = 0;
      for (const std::size_t other : to.context.schema.nodes()[here.node].keywords) {
        if (to.keyword(other).kind == KeywordKind::prefix_items) at = to.keyword(other).branches.size();
      }
      for (const ItemLayer& layer : rules.array.layers) {
        if (here.kind == KeywordKind::unevaluated_items && layer.prefix != kNoKeyword)
          at = std::max(at, to.keyword(layer.prefix).branches.size());
      }
      rules.array.fewest = std::max(rules.array.fewest, at + 1);
      rules.array.asked.push_back({at, {.refusing = {branch.node}}});
      break;
    }
    case KeywordKind::contains:
      if (here.bound == 0) rules.is_impossible = true;
      rules.array.contained.push_back(
          {.node = branch.node, .most = static_cast<std::size_t>(here.bound) - 1});
      break;
    case KeywordKind::max_contains:
      rules.array.contained.push_back(
          {.node = branch.node, .least = static_cast<std::size_t>(here.bound) + 1});
      break;
    default:
      break;
  }
}

}  // namespace

void refuse_keyword(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  switch (here.kind) {
    case KeywordKind::reference:
    case KeywordKind::all_of:
      refuse_node(to, here.branches[to.choices.choose(here.branches.size())].node);
      break;
    case KeywordKind::any_of:
    case KeywordKind::one_of:
    case KeywordKind::negation:
    case KeywordKind::condition:
      refuse_choice(to, here);
      break;
    case KeywordKind::dependent_schemas:
    case KeywordKind::properties:
    case KeywordKind::pattern_properties:
    case KeywordKind::additional_properties:
    case KeywordKind::property_names:
    case KeywordKind::prefix_items:
    case KeywordKind::items:
    case KeywordKind::contains:
    case KeywordKind::max_contains:
    case KeywordKind::unevaluated_items:
    case KeywordKind::unevaluated_properties:
      refuse_parts(to, index);
      break;
    default:
      refuse_assertion(to, index);
  }
}

}  // namespace avouch
