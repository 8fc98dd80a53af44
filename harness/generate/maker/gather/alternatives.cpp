// SPDX-License-Identifier: MIT
#include "generate/maker/gather/alternatives.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generate/maker/choose/branch.h"
#include "generate/maker/confirm.h"
#include "generate/maker/gather/gather.h"

namespace avouch {
namespace {

// Whether a node, with what it refers to and some of its alternatives, allows that value of the member. Each
// node is asked once.
class MemberValue {
 public:
  MemberValue(const MakerContext& context, const std::string& member, const JsonValue& value)
      : context_(context), member_(member), value_(value) {}

  bool is_allowed_by(std::size_t node) {
    const auto [known, is_new] = known_.try_emplace(node, true);  // also where it leads back to itself
    if (!is_new) return known->second;
    const std::vector<std::size_t>& keywords = context_.schema.nodes()[node].keywords;
    const bool is_allowed = std::all_of(keywords.begin(), keywords.end(),
                                        [&](std::size_t index) { return allows(context_.keyword(index)); });
    known_[node] = is_allowed;
    return is_allowed;
  }

 private:
  bool allows(const SchemaKeyword& keyword) {
    const auto branch_allows = [&](const SchemaBranch& branch) {
      if (keyword.kind != KeywordKind::properties) return is_allowed_by(branch.node);
      return branch.name != member_ || is_accepted(context_.judge, {.nodes = {branch.node}}, value_);
    };
    if (is_choice(keyword.kind))
      return std::any_of(keyword.branches.begin(), keyword.branches.end(), branch_allows);
    if (!is_joined(keyword.kind) && keyword.kind != KeywordKind::properties) return true;
    return std::all_of(keyword.branches.begin(), keyword.branches.end(), branch_allows);
  }

  const MakerContext& context_;
  const std::string& member_;
  const JsonValue& value_;
  std::map<std::size_t, bool> known_;
};

bool allows_member(const MakerContext& context, std::size_t node, const std::string& member,
                   const JsonValue& value) {
  return MemberValue(context, member, value).is_allowed_by(node);
}

// OpenAPI 3.2, defaultMapping: a name that the discriminator gives no meaning selects that branch, if its
// schema allows the name.
std::optional<JsonValue> unmapped_name(const Gathering& to, const SchemaKeyword& here, std::size_t chosen) {
  std::string name = "other";
  while (here.discriminator->branches.contains(name)) name += "2";
  JsonValue value = JsonValue::string(std::move(name));
  if (!allows_member(to.context, here.branches[chosen].node, here.discriminator->property, value))
    return std::nullopt;
  return value;
}

// What the branch may be named: the names that select it and that its own schema allows (OpenAPI 3.1.1
// §4.8.25 gives it the name of the schema, and `mapping` gives it others), and a name without meaning, if
// that selects it.
SelectingNames selecting_names(const Gathering& to, const SchemaKeyword& here, std::size_t chosen) {
  const std::string& property = here.discriminator->property;
  SelectingNames names;
  for (const auto& [value, branch] : here.discriminator->branches) {
    JsonValue name = JsonValue::string(value);
    if (branch == chosen && allows_member(to.context, here.branches[chosen].node, property, name))
      names.mapped.push_back(std::move(name));
  }
  if (here.discriminator->otherwise == chosen) {
    if (std::optional<JsonValue> other = unmapped_name(to, here, chosen))
      names.unmapped.push_back(*std::move(other));
  }
  return names;
}

// If the branch's schema allows none of its names, the discriminator selects nothing.
void require_discriminator(Gathering& to, std::size_t index, std::size_t chosen) {
  const SchemaKeyword& here = to.keyword(index);
  const auto [known, is_new] = to.context.selecting.try_emplace({index, chosen});
  if (is_new) known->second = selecting_names(to, here, chosen);
  const SelectingNames& all = known->second;
  // In later turns, when each alternative was shown by its name.
  const bool is_unmapped =
      !all.unmapped.empty() && (all.mapped.empty() || to.taste.turn >= here.branches.size());
  const std::vector<JsonValue>& names = is_unmapped ? all.unmapped : all.mapped;
  if (names.empty()) return;
  const std::string& property = here.discriminator->property;
  const std::size_t name = choose_name(to, property, names);
  to.rules.object.asked.push_back({property, {.fixed = names[name]}});
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
    const std::size_t later = count - i - 1;  // pairs of this one with a later one
    if (way >= later) {
      way -= later;
      continue;
    }
    require_node(to, here.branches[i].node);
    require_node(to, here.branches[i + 1 + way].node);
    return;
  }
}

// Refuses one keyword of each branch beside the chosen one. Usually they do not match anyway, so that comes
// first.
void refuse_others(Gathering& to, std::size_t index, std::size_t chosen) {
  const std::vector<SchemaBranch>& branches = to.keyword(index).branches;
  if (to.rivals == nullptr && (branches.size() == 1 || to.choices.choose(2) == 0)) return;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (i != chosen && (to.rivals == nullptr || to.rivals->contains({index, i})))
      refuse_node(to, branches[i].node);
  }
}

}  // namespace

void require_alternative(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  const std::size_t chosen = choose_branch(to, index);
  require_node(to, here.branches[chosen].node);
  const bool is_sole_any =
      here.kind == KeywordKind::any_of && to.taste.is_sole && to.taste.goal.branches.contains(index);
  if (is_sole_any && to.value == nullptr) to.rules.sole.push_back({.keyword = index, .branch = chosen});
  if ((here.kind == KeywordKind::one_of || is_sole_any) && to.value == nullptr) {
    to.rules.needs_check = true;
    to.rules.chosen.push_back({.keyword = index, .branch = chosen});
    refuse_others(to, index, chosen);
  }
  if (here.discriminator) require_discriminator(to, index, chosen);
}

void require_condition(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  if (here.branches.size() == 1) return;  // `if` alone decides nothing
  to.rules.needs_check = true;
  const std::size_t condition = here.branches.front().node;
  const bool is_met = choose_condition(to, index);
  if (is_met) {
    require_node(to, condition);
  } else {
    refuse_node(to, condition);
  }
  const auto branch = std::find_if(here.branches.begin(), here.branches.end(), [&](const SchemaBranch& each) {
    return each.name == (is_met ? "then" : "else");
  });
  if (branch != here.branches.end()) require_node(to, branch->node);
}

void require_dependents(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  to.rules.needs_check = true;
  for (std::size_t i = 0; i < here.branches.size(); ++i) {
    const SchemaBranch& branch = here.branches[i];
    if (to.value != nullptr) {
      const bool is_there = to.value->kind == ValueKind::object && to.value->find(branch.name) != nullptr;
      if (is_there) require_node(to, branch.node);
    } else if (choose_dependent(to, index, i)) {
      to.rules.object.required.add(branch.name);
      require_node(to, branch.node);
    } else {
      to.rules.object.forbidden.add(branch.name);
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

// A member is present, and the value does not satisfy the branch of that member.
void refuse_dependents(Gathering& to, const SchemaKeyword& here) {
  to.rules.needs_check = true;
  if (here.branches.empty()) {
    to.rules.is_impossible = true;
    return;
  }
  const SchemaBranch& branch = here.branches[to.choices.choose(here.branches.size())];
  to.rules.object.required.add(branch.name);
  refuse_node(to, branch.node);
}

}  // namespace avouch
