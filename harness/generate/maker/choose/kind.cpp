// SPDX-License-Identifier: MIT
#include "generate/maker/choose/kind.h"

#include <algorithm>
#include <array>
#include <vector>

namespace avouch {
namespace {

// In the order of preference: null says least.
constexpr std::array<ValueKind, 6> kKinds = {ValueKind::object, ValueKind::array,   ValueKind::string,
                                             ValueKind::number, ValueKind::boolean, ValueKind::null};

// The allowed kinds, preferred ones first.
std::vector<ValueKind> kinds_in_order(const Rules& rules, const Taste& taste) {
  std::vector<ValueKind> kinds;
  KindMask wanted = rules.kinds;
  if ((wanted & rules.wanted) != 0) wanted &= rules.wanted;
  const auto add = [&](KindMask mask) {
    for (const ValueKind kind : kKinds) {
      const bool is_known = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
      if ((wanted & mask & mask_of(kind)) != 0 && !is_known) kinds.push_back(kind);
    }
  };
  if (taste.prefers_null) add(mask_of(ValueKind::null));
  add(rules.hinted);
  if (!rules.is_typed) add(mask_of(ValueKind::string));
  add(kEveryKind);
  return kinds;
}

bool fits(const JsonValue& value, KindMask mask, const Rules& rules, const Demand& demand,
          PatternShelf& patterns) {
  if ((mask & mask_of(value.kind)) == 0) return false;
  if (value.kind == ValueKind::string && !rules.string.allow(value.text, patterns)) return false;
  if (value.kind == ValueKind::number && !rules.number.allow(value.text)) return false;
  const auto is_same = [&](const JsonValue& other) { return value == other; };
  return std::none_of(rules.excluded.begin(), rules.excluded.end(), is_same) &&
         std::none_of(demand.avoided.begin(), demand.avoided.end(), is_same);
}

}  // namespace

std::optional<ValueKind> choose_kind(MakerContext& context, const Rules& rules, Choices& choices,
                                     const Taste& taste) {
  const std::vector<ValueKind> kinds = kinds_in_order(rules, taste);
  if (kinds.empty()) return std::nullopt;
  std::size_t preferred = 0;
  if (taste.is_random && (rules.is_typed || rules.hinted == 0 || context.random.one_in(4)))
    preferred = context.random.below(kinds.size());
  if (!taste.is_random && !taste.prefers_null && rules.is_typed && taste.kind_turn > 0) {
    const std::size_t telling = kinds.size() - (kinds.back() == ValueKind::null && kinds.size() > 1 ? 1 : 0);
    preferred = taste.kind_turn % telling;
  }
  return kinds[choices.choose(kinds.size(), preferred)];
}

namespace {

// Of many values: the first that fits, from the preferred one on. They are not compared one by one.
const JsonValue* choose_of_many(MakerContext& context, const Rules& rules, Choices& choices,
                                const Taste& taste, const Demand& demand) {
  const std::vector<JsonValue>& values = *rules.values;
  const std::size_t preferred =
      taste.is_random ? context.random.below(values.size()) : taste.turn % values.size();
  const std::size_t first = choices.choose(values.size(), preferred);
  for (const KindMask mask : {static_cast<KindMask>(rules.kinds & rules.wanted), rules.kinds}) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const JsonValue& value = values[(first + i) % values.size()];
      if (fits(value, mask, rules, demand, context.patterns)) return &value;
    }
  }
  return nullptr;
}

}  // namespace

const JsonValue* choose_listed(MakerContext& context, const Rules& rules, Choices& choices,
                               const Taste& taste, const Demand& demand) {
  constexpr std::size_t kMany = 32;
  const bool has_null = std::any_of(rules.values->begin(), rules.values->end(),
                                    [](const JsonValue& value) { return value.is_null(); });
  if (rules.values->size() > kMany && !has_null)
    return choose_of_many(context, rules, choices, taste, demand);
  std::vector<const JsonValue*> fitting;
  // First those that exercise the goal.
  for (const KindMask mask : {static_cast<KindMask>(rules.kinds & rules.wanted), rules.kinds}) {
    for (const JsonValue& value : *rules.values) {
      if (fits(value, mask, rules, demand, context.patterns)) fitting.push_back(&value);
    }
    if (!fitting.empty()) break;
  }
  if (fitting.empty()) return nullptr;
  // Null says least, and comes last.
  std::stable_partition(fitting.begin(), fitting.end(), [&](const JsonValue* value) {
    return (value->kind == ValueKind::null) == taste.prefers_null;
  });
  std::size_t preferred = taste.prefers_null ? 0 : taste.turn % fitting.size();
  if (taste.is_random) preferred = context.random.below(fitting.size());
  return fitting[choices.choose(fitting.size(), preferred)];
}

}  // namespace avouch
