// SPDX-License-Identifier: MIT
#include "generate/maker/gather/assertions.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "judge/body/kinds.h"

namespace avouch {

namespace {

bool has_name(const SchemaKeyword& keyword, std::string_view name) {
  return std::find(keyword.names.begin(), keyword.names.end(), name) != keyword.names.end();
}

void require_values(Gathering& to, std::size_t index) {
  const std::shared_ptr<const std::vector<JsonValue>>& listed = to.context.values_of(index);
  if (to.rules.values == nullptr) {
    to.rules.values = listed;
    return;
  }
  std::vector<JsonValue> both;
  std::copy_if(to.rules.values->begin(), to.rules.values->end(), std::back_inserter(both),
               [&](const JsonValue& value) {
                 return std::any_of(listed->begin(), listed->end(),
                                    [&](const JsonValue& other) { return value == other; });
               });
  to.rules.values = std::make_shared<const std::vector<JsonValue>>(std::move(both));
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
  const KindMask kinds = kinds_of(here);
  const bool is_of_numbers = (kinds & mask_of(ValueKind::number)) != 0;
  rules.hinted |= mask_of(is_of_numbers ? ValueKind::number : ValueKind::string);
  if (is_of_numbers) rules.number.holding.push_back(&here);
  if ((kinds & mask_of(ValueKind::string)) != 0) rules.string.holding.push_back(&here);
}

// A number that is no integer is left, if only integers are ruled out.
void refuse_type(Rules& rules, const SchemaKeyword& here) {
  const auto has = [&](std::string_view name) { return has_name(here, name); };
  KindMask ruled_out = kinds_of_types(here.names);
  if (!has("number")) ruled_out &= static_cast<KindMask>(~mask_of(ValueKind::number));
  rules.kinds &= static_cast<KindMask>(~ruled_out);
  rules.is_typed = true;
  if (has("number") || (!has("integer") && !has("written-integer"))) return;
  if (has("written-integer")) rules.needs_check = true;
  rules.number.whole = NumberRules::Whole::fraction;
}

void refuse_format(Rules& rules, const SchemaKeyword& here) {
  rules.kinds &= kinds_of(here);
  rules.number.failing.push_back(&here);
  rules.string.failing.push_back(&here);
}

}  // namespace

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
      rules.string.holding.push_back(&here);
      break;
    case KeywordKind::content:
      rules.string.holding.push_back(&here);
      if (!here.branches.empty()) rules.needs_check = true;
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
      for (const std::string& name : here.names) rules.object.required.add(name);
      break;
    case KeywordKind::dependent_required:
      rules.object.dependents.push_back(&here);
      break;
    case KeywordKind::broken:  // no value can be made to satisfy it
      break;
    default:  // keywords of other groups
      break;
  }
}

namespace {

// A trigger is present, and a member that it needs is not. A trigger may need none.
void refuse_needed_members(Gathering& to, const SchemaKeyword& here) {
  std::vector<std::pair<const std::string*, const std::string*>> pairs;
  for (const auto& [trigger, needed] : here.dependents) {
    for (const std::string& name : needed) pairs.emplace_back(&trigger, &name);
  }
  if (pairs.empty()) {
    to.rules.is_impossible = true;
    return;
  }
  const auto& [trigger, name] = pairs[to.choices.choose(pairs.size())];
  to.rules.object.required.add(*trigger);
  to.rules.object.forbidden.add(*name);
}

}  // namespace

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
      for (const JsonValue& value : *to.context.values_of(index)) rules.excluded.push_back(value);
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
      if (here.names.empty()) {
        rules.is_impossible = true;
      } else {
        rules.object.forbidden.add(here.names[to.choices.choose(here.names.size())]);
      }
      break;
    case KeywordKind::dependent_required:
      refuse_needed_members(to, here);
      break;
    case KeywordKind::broken:  // no value is known to contradict it
      rules.is_impossible = true;
      break;
    default:  // keywords of other groups
      break;
  }
}

}  // namespace avouch
