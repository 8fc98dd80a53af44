// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "generate/maker/build/build.h"
#include "generate/maker/choose/kind.h"
#include "generate/maker/confirm.h"
#include "generate/text/number_value.h"
#include "generate/text/string_value.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

// One of the values that the schema lists.
std::optional<JsonValue> build_listed(MakerContext& context, const Rules& rules, Choices& choices,
                                      const Taste& taste, const Demand& demand) {
  const JsonValue* listed = choose_listed(context, rules, choices, taste, demand);
  if (listed == nullptr) return std::nullopt;
  context.budget.add(weight_of(*listed));
  // The choice compares texts and numbers with the rules, but does not look into arrays and objects.
  const bool is_whole = listed->kind == ValueKind::array || listed->kind == ValueKind::object;
  if (is_whole && !is_accepted(context.judge, demand, *listed)) return std::nullopt;
  return *listed;
}

// The texts of that kind that the value must not have.
// The time that they take counts as if each were a byte more: about 8,000 unique items can be made.
std::vector<std::string> taken_texts(MakerContext& context, const Rules& rules, const Demand& demand,
                                     ValueKind kind) {
  std::vector<std::string> taken;
  for (const auto* values : {&demand.avoided, &rules.excluded}) {
    for (const JsonValue& value : *values) {
      if (value.kind == kind) taken.push_back(value.text);
    }
  }
  context.budget.add(taken.size());
  return taken;
}

// A string whose content a contentSchema describes: the JSON text of a value that the schema allows. nullopt
// if there is no such demand, or if the other demands on the string refuse that text.
std::optional<JsonValue> build_content(MakerContext& context, const StringRules& rules, const Taste& taste,
                                       const std::vector<std::string>& taken, std::size_t depth) {
  Demand demand;
  const SchemaKeyword* described = nullptr;
  for (const SchemaKeyword* keyword : rules.holding) {
    if (keyword->kind != KeywordKind::content || keyword->branches.empty()) continue;
    demand.nodes.push_back(keyword->branches.front().node);
    if (described == nullptr) described = keyword;
  }
  if (described == nullptr) return std::nullopt;
  const std::optional<JsonValue> content = make_confirmed(context, demand, taste, depth + 1);
  if (!content) return std::nullopt;
  std::string text = encoded_content(described->names[1], to_text(*content));
  if (std::find(taken.begin(), taken.end(), text) != taken.end() || !rules.allow(text, context.patterns))
    return std::nullopt;
  return JsonValue::string(std::move(text));
}

std::optional<JsonValue> build_of_kind(ValueKind kind, MakerContext& context, const Rules& rules,
                                       Choices& choices, const Taste& taste, const Demand& demand,
                                       std::size_t depth) {
  switch (kind) {
    case ValueKind::null:
      return JsonValue::null();
    case ValueKind::boolean: {
      const std::size_t preferred = taste.is_random ? context.random.below(2) : taste.turn % 2;
      return JsonValue::boolean(choices.choose(2, preferred) == 0);
    }
    case ValueKind::number: {
      const std::vector<std::string> taken = taken_texts(context, rules, demand, kind);
      std::optional<std::string> text = make_number(rules.number, taste, context.random, taken);
      return text ? std::optional(JsonValue::number(*std::move(text))) : std::nullopt;
    }
    case ValueKind::string: {
      const std::vector<std::string> taken = taken_texts(context, rules, demand, kind);
      if (std::optional<JsonValue> made = build_content(context, rules.string, taste, taken, depth))
        return made;
      std::optional<std::string> text =
          make_string(rules.string, taste, context.patterns, context.random, taken);
      return text ? std::optional(JsonValue::string(*std::move(text))) : std::nullopt;
    }
    case ValueKind::array:
      return build_array(context, rules.array, choices, taste, depth);
    case ValueKind::object:
      return build_object(context, rules.object, taste, depth);
  }
  return std::nullopt;
}

}  // namespace

std::optional<JsonValue> build_value(MakerContext& context, const Rules& rules, Choices& choices,
                                     const Taste& taste, const Demand& demand, std::size_t depth) {
  if (rules.values) return build_listed(context, rules, choices, taste, demand);
  const std::optional<ValueKind> kind = choose_kind(context, rules, choices, taste);
  if (!kind) return std::nullopt;
  std::optional<JsonValue> made = build_of_kind(*kind, context, rules, choices, taste, demand, depth);
  if (!made) return std::nullopt;
  // Its members and items were counted when they were made.
  context.budget.add(sizeof(JsonValue) + made->text.size());
  const bool is_excluded = std::any_of(rules.excluded.begin(), rules.excluded.end(),
                                       [&](const JsonValue& other) { return *made == other; });
  if (is_excluded) return std::nullopt;
  return made;
}

}  // namespace avouch
