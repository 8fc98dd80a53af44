// SPDX-License-Identifier: MIT
#include "generate/maker/maker.h"

#include <algorithm>
#include <array>
#include <utility>

#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kMostSteps = 4'000;    // values made for one that is asked for
constexpr std::size_t kOrderedTries = 60;    // combinations of one value, in order
constexpr std::size_t kScatteredTries = 60;  // and at random
constexpr std::size_t kInnerTries = 24;      // of a value within another
constexpr std::size_t kRandomTries = 6;      // where there is nothing to choose but values
constexpr std::size_t kDeepestMade = 40;     // levels

// In the order of preference: null says least.
constexpr std::array<ValueKind, 6> kKinds = {ValueKind::object, ValueKind::array,   ValueKind::string,
                                             ValueKind::number, ValueKind::boolean, ValueKind::null};

}  // namespace

std::optional<JsonValue> Maker::make(const Demand& demand, const Taste& taste, std::size_t violated) {
  constexpr std::size_t kLeast = 256U * 1024U;
  steps_ = 0;
  most_steps_ = kMostSteps + 4 * schema_.nodes().size();
  weight_ = 0;
  most_weight_ = std::max(kLeast, kMostMade >> std::min<std::size_t>(times_spent_, 16));
  std::optional<JsonValue> made = make_inner(demand, taste, violated, 0);
  if (is_spent()) ++times_spent_;
  return made;
}

std::optional<JsonValue> Maker::make_breaking(const Taste& taste, std::size_t violated) {
  breaking_ = violated;
  std::optional<JsonValue> made = make({.nodes = {0}}, taste);
  breaking_ = kNoKeyword;
  return made;
}

bool Maker::is_accepted(const Demand& demand, const JsonValue& value) const {
  const std::shared_ptr<const Instance> instance = parse_body(to_text(value)).instance;
  if (instance == nullptr) return false;
  return std::all_of(demand.nodes.begin(), demand.nodes.end(),
                     [&](std::size_t node) { return judge_.accepts(*instance, node) == true; }) &&
         std::all_of(demand.refusing.begin(), demand.refusing.end(),
                     [&](std::size_t node) { return judge_.accepts(*instance, node) == false; });
}

const JsonValue* Maker::hint_for(const Demand& demand) const {
  if (hints_.empty()) return nullptr;
  for (const std::size_t node : demand.nodes) {
    const auto hint = hints_.find(node);
    if (hint != hints_.end()) return &hint->second;
  }
  return nullptr;
}

std::optional<JsonValue> Maker::make_inner(const Demand& demand, const Taste& taste, std::size_t violated,
                                           std::size_t depth) {
  if (depth > kDeepestMade) return std::nullopt;
  const auto is_new = [&](const JsonValue& made) {
    return std::none_of(demand.avoided.begin(), demand.avoided.end(),
                        [&](const JsonValue& other) { return made == other; });
  };
  if (demand.fixed) {
    const bool is_good = is_new(*demand.fixed) && is_accepted(demand, *demand.fixed);
    return is_good ? demand.fixed : std::nullopt;
  }
  if (violated == kNoKeyword && taste.is_plain()) {
    if (const JsonValue* hint = hint_for(demand);
        hint != nullptr && is_new(*hint) && is_accepted(demand, *hint))
      return *hint;
  }
  for (const std::size_t node : demand.nodes) ++active_[node];
  Choices choices;
  Taste varied = taste;
  std::optional<JsonValue> made;
  const std::size_t tries = depth == 0 ? kOrderedTries + kScatteredTries : kInnerTries;
  const bool is_again = std::any_of(demand.nodes.begin(), demand.nodes.end(),
                                    [&](std::size_t node) { return active_[node] > 1; });
  for (std::size_t attempt = 0; attempt < tries && steps_ < most_steps_ && !is_spent(); ++attempt) {
    ++steps_;
    Rules rules;
    Gathering to{.rules = rules,
                 .choices = choices,
                 .taste = varied,
                 .violated = violated == kNoKeyword ? breaking_ : violated,
                 .is_again = is_again};
    gather(to, demand);
    made = rules.is_impossible ? std::nullopt : build(rules, choices, varied, demand, depth);
    if (made && rules.needs_check) weight_ += weight_of(*made);
    if (is_spent()) made.reset();
    // With a keyword that is to fail, the one who asks has the judgement.
    const bool is_good = made && is_new(*made) &&
                         (!rules.needs_check || violated != kNoKeyword || breaking_ != kNoKeyword ||
                          is_accepted(demand, *made));
    if (is_good) break;
    const bool is_taken = made && !is_new(*made);
    made.reset();
    if (is_taken) {
      varied.is_random = true;  // the same choices, and other values
      varied.turn = attempt + 1;
    }
    const bool has_next = choices.next();
    if (attempt + 1 == kOrderedTries) choices.scatter(random_);
    if (!has_next && !is_taken && (!varied.is_random || attempt >= kRandomTries)) break;
  }
  for (const std::size_t node : demand.nodes) --active_[node];
  return made;
}

std::optional<ValueKind> Maker::choose_kind(const Rules& rules, Choices& choices, const Taste& taste) {
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
  if (kinds.empty()) return std::nullopt;
  std::size_t preferred = 0;
  if (taste.is_random && (rules.is_typed || rules.hinted == 0 || random_.one_in(4)))
    preferred = random_.below(kinds.size());
  if (!taste.is_random && !taste.prefers_null && rules.is_typed && taste.kind_turn > 0) {
    const std::size_t telling = kinds.size() - (kinds.back() == ValueKind::null && kinds.size() > 1 ? 1 : 0);
    preferred = taste.kind_turn % telling;
  }
  return kinds[choices.choose(kinds.size(), preferred)];
}

std::optional<JsonValue> Maker::build_listed(const Rules& rules, Choices& choices, const Taste& taste,
                                             const Demand& demand) {
  std::vector<const JsonValue*> fitting;
  for (const KindMask mask : {static_cast<KindMask>(rules.kinds & rules.wanted), rules.kinds}) {
    for (const JsonValue& value : *rules.values) {
      if ((mask & mask_of(value.kind)) == 0) continue;
      if (value.kind == ValueKind::string && !rules.string.allow(value.text, patterns_)) continue;
      if (value.kind == ValueKind::number && !rules.number.allow(value.text)) continue;
      const auto is_same = [&](const JsonValue& other) { return value == other; };
      if (std::any_of(rules.excluded.begin(), rules.excluded.end(), is_same)) continue;
      if (std::any_of(demand.avoided.begin(), demand.avoided.end(), is_same)) continue;
      fitting.push_back(&value);
    }
    if (!fitting.empty()) break;
  }
  if (fitting.empty()) return std::nullopt;
  // Null says least, and comes last.
  std::stable_partition(fitting.begin(), fitting.end(), [&](const JsonValue* value) {
    return (value->kind == ValueKind::null) == taste.prefers_null;
  });
  std::size_t preferred = taste.prefers_null ? 0 : taste.turn % fitting.size();
  if (taste.is_random) preferred = random_.below(fitting.size());
  return *fitting[choices.choose(fitting.size(), preferred)];
}

std::optional<JsonValue> Maker::build(const Rules& rules, Choices& choices, const Taste& taste,
                                      const Demand& demand, std::size_t depth) {
  if (rules.values) {
    std::optional<JsonValue> listed = build_listed(rules, choices, taste, demand);
    const bool is_whole = listed && (listed->kind == ValueKind::array || listed->kind == ValueKind::object);
    if (listed) weight_ += weight_of(*listed);
    if (is_whole && !is_accepted(demand, *listed)) return std::nullopt;
    return listed;
  }
  const std::optional<ValueKind> kind = choose_kind(rules, choices, taste);
  if (!kind) return std::nullopt;
  std::vector<std::string> taken;
  for (const auto* values : {&demand.avoided, &rules.excluded}) {
    for (const JsonValue& value : *values) {
      if (value.kind == *kind) taken.push_back(value.text);
    }
  }
  std::optional<JsonValue> made;
  switch (*kind) {
    case ValueKind::null:
      made = JsonValue::null();
      break;
    case ValueKind::boolean:
      made = JsonValue::boolean(choices.choose(2, taste.is_random ? random_.below(2) : taste.turn % 2) == 0);
      break;
    case ValueKind::number:
      if (auto text = make_number(rules.number, taste, random_, taken))
        made = JsonValue::number(*std::move(text));
      break;
    case ValueKind::string:
      if (auto text = make_string(rules.string, taste, patterns_, random_, taken))
        made = JsonValue::string(*std::move(text));
      break;
    case ValueKind::array:
      made = build_array(rules, choices, taste, depth);
      break;
    case ValueKind::object:
      made = build_object(rules, taste, depth);
      break;
  }
  // What is in it counted when it was made.
  if (made) weight_ += sizeof(JsonValue) + made->text.size();
  const bool is_excluded = made && std::any_of(rules.excluded.begin(), rules.excluded.end(),
                                               [&](const JsonValue& other) { return *made == other; });
  if (is_excluded) return std::nullopt;
  return made;
}

Rules Maker::rules_of(const Demand& demand, const Goal& goal, const JsonValue& value) {
  Rules rules;
  Choices choices;
  Taste taste;
  taste.goal = goal;
  Gathering to{.rules = rules, .choices = choices, .taste = taste, .value = &value};
  gather(to, demand);
  return rules;
}

}  // namespace avouch
