// SPDX-License-Identifier: MIT
#include "generate/maker/maker.h"

#include "generate/maker/build/names.h"
#include "generate/maker/build/parts.h"
#include "generate/maker/choose/choices.h"
#include "generate/maker/confirm.h"
#include "generate/maker/gather/gather.h"

namespace avouch {

std::optional<JsonValue> Maker::make(const Demand& demand, const Taste& taste, std::size_t violated) {
  context_.start();
  std::optional<JsonValue> made = make_confirmed(context_, demand, taste, 0, violated);
  context_.budget.finish();
  return made;
}

std::optional<JsonValue> Maker::make_breaking(const Taste& taste, std::size_t violated) {
  context_.breaking = violated;
  std::optional<JsonValue> made = make({.nodes = {0}}, taste);
  context_.breaking = kNoKeyword;
  return made;
}

Rules Maker::rules_of(const Demand& demand, const Goal& goal, const JsonValue& value) {
  Rules rules;
  Choices choices;
  Taste taste;
  taste.goal = goal;
  Gathering to{.context = context_, .rules = rules, .choices = choices, .taste = taste, .value = &value};
  gather(to, demand);
  return rules;
}

Demand Maker::member_demand(const Rules& rules, std::string_view name) {
  return demand_of_member(context_, rules.object, name);
}

Demand Maker::item_demand(const Rules& rules, std::size_t index) const {
  return demand_of_item(context_, rules.array, index);
}

std::vector<std::string> Maker::new_names(const Rules& rules, const JsonValue& object,
                                          const std::string& pattern, std::size_t count) {
  return avouch::new_names(context_, rules.object, object, pattern, count);
}

bool Maker::is_accepted(const Demand& demand, const JsonValue& value) const {
  return avouch::is_accepted(context_.judge, demand, value);
}

}  // namespace avouch
