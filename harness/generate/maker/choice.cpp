// SPDX-License-Identifier: MIT
// The part of Maker that chooses: alternatives, conditions, and what members bring with them.
#include <algorithm>

#include "generate/maker/height.h"
#include "generate/maker/maker.h"
#include "json/json_value.h"

namespace avouch {

void ObjectRules::require(const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::find(required.begin(), required.end(), name) == required.end()) required.push_back(name);
  }
}

// Those whose smallest values are the least deep.
std::vector<std::size_t> Maker::shortest_branches(const std::vector<SchemaBranch>& branches) {
  if (heights_.empty()) heights_ = heights_of(schema_);
  std::size_t least = kEndlessHeight;
  for (const SchemaBranch& branch : branches) least = std::min(least, heights_[branch.node]);
  std::vector<std::size_t> shortest;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (heights_[branches[i].node] == least) shortest.push_back(i);
  }
  return shortest;
}

// Of a value that is there, the branch that it meets; else the goal's, else the taste's. Within a value of
// the same node, one that ends: each that does not would multiply what is made.
std::size_t Maker::choose_branch(Gathering& to, std::size_t index) {
  const std::vector<SchemaBranch>& branches = keyword(index).branches;
  const auto goal = to.taste.goal.branches.find(index);
  if (to.value != nullptr) {
    if (goal != to.taste.goal.branches.end()) return goal->second;
    for (std::size_t i = 0; i < branches.size(); ++i) {
      if (is_accepted({.nodes = {branches[i].node}}, *to.value)) return i;
    }
    return 0;
  }
  std::size_t preferred = to.taste.turn % branches.size();
  if (to.taste.is_random) preferred = random_.below(branches.size());
  if (to.is_again) {
    const std::vector<std::size_t> shortest = shortest_branches(branches);
    preferred = shortest[preferred % shortest.size()];
  }
  if (goal != to.taste.goal.branches.end()) preferred = goal->second;
  return to.choices.choose(branches.size(), preferred);
}

void Maker::require_choice(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = keyword(index);
  const std::size_t chosen = choose_branch(to, index);
  const bool is_one = here.kind == KeywordKind::one_of;
  require_node(to, here.branches[chosen].node);
  if (is_one && to.value == nullptr) {
    to.rules.needs_check = true;
    // Mostly the others do not match of themselves; where they do, they are ruled out one keyword each.
    if (here.branches.size() > 1 && to.choices.choose(2) == 1) {
      for (std::size_t i = 0; i < here.branches.size(); ++i) {
        if (i != chosen) refuse_node(to, here.branches[i].node);
      }
    }
  }
  if (!here.discriminator) return;
  // The branch's own schema may want one of its names: OpenAPI 3.1 §4.8.25 gives it the schema's, and others
  // by `mapping`.
  std::vector<JsonValue> names;
  for (const auto& [value, branch] : here.discriminator->branches) {
    if (branch == chosen) names.push_back(JsonValue::string(value));
  }
  if (names.empty()) return;
  const std::string& property = here.discriminator->property;
  std::size_t preferred = to.taste.is_random ? random_.below(names.size()) : to.taste.turn % names.size();
  if (const JsonValue* there = to.value == nullptr ? nullptr : to.value->find(property)) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == *there) preferred = i;
    }
  }
  const std::size_t name = names.size() == 1 ? 0 : to.choices.choose(names.size(), preferred);
  to.rules.object.asked.push_back({property, {.fixed = std::move(names[name])}});
}

void Maker::require_condition(Gathering& to, const SchemaKeyword& here, std::size_t index) {
  const auto branch = [&](std::string_view name) -> const SchemaBranch* {
    const auto found = std::find_if(here.branches.begin(), here.branches.end(),
                                    [&](const SchemaBranch& each) { return each.name == name; });
    return found == here.branches.end() ? nullptr : &*found;
  };
  if (here.branches.size() == 1) return;  // `if` alone decides nothing
  to.rules.needs_check = true;
  const std::size_t condition = here.branches.front().node;
  bool is_met = false;
  if (to.value != nullptr) {
    is_met = is_accepted({.nodes = {condition}}, *to.value);
  } else {
    std::size_t preferred = to.taste.is_random ? random_.below(2) : to.taste.turn % 2;
    const auto goal = to.taste.goal.branches.find(index);
    if (goal != to.taste.goal.branches.end()) preferred = here.branches[goal->second].name == "else" ? 1 : 0;
    is_met = to.choices.choose(2, preferred) == 0;
  }
  if (is_met) {
    require_node(to, condition);
  } else {
    refuse_node(to, condition);
  }
  if (const SchemaBranch* then = branch(is_met ? "then" : "else")) require_node(to, then->node);
}

void Maker::require_dependents(Gathering& to, const SchemaKeyword& here, std::size_t index) {
  to.rules.hinted |= mask_of(ValueKind::object);
  to.rules.needs_check = true;
  const auto goal = to.taste.goal.branches.find(index);
  for (std::size_t i = 0; i < here.branches.size(); ++i) {
    const SchemaBranch& branch = here.branches[i];
    bool is_there = false;
    if (to.value != nullptr) {
      is_there = to.value->kind == ValueKind::object && to.value->find(branch.name) != nullptr;
      if (is_there) require_node(to, branch.node);
      continue;
    }
    const bool wants_all = to.taste.members == Taste::Members::all;
    std::size_t preferred = wants_all ? 0 : 1;
    if (to.taste.is_random) preferred = random_.below(2);
    if (goal != to.taste.goal.branches.end() && goal->second == i) preferred = 0;
    if (to.choices.choose(2, preferred) == 0) {
      to.rules.object.require({branch.name});
      require_node(to, branch.node);
    } else {
      to.rules.object.forbidden.push_back(branch.name);
    }
  }
}

}  // namespace avouch
