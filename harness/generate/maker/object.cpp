// SPDX-License-Identifier: MIT
// The part of Maker that makes objects.
#include <algorithm>

#include "generate/generator.h"
#include "generate/maker/maker.h"
#include "json/json_value.h"

namespace avouch {
namespace {

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Demand Maker::member_demand(const Rules& rules, std::string_view name) const {
  Demand demand;
  bool is_known = false;
  for (const MemberLayer& layer : rules.object.layers) {
    bool is_named = false;
    if (layer.properties != kNoKeyword) {
      for (const SchemaBranch& branch : keyword(layer.properties).branches) {
        if (branch.name != name) continue;
        demand.nodes.push_back(branch.node);
        is_named = true;
        break;
      }
    }
    if (layer.patterns != kNoKeyword) {
      for (const SchemaBranch& branch : keyword(layer.patterns).branches) {
        const Pattern* pattern = const_cast<PatternShelf&>(patterns_).engine(branch.name);
        if (pattern == nullptr || pattern->matches(name) != Matched::yes) continue;
        demand.nodes.push_back(branch.node);
        is_named = true;
      }
    }
    if (!is_named && layer.additional != kNoKeyword) {
      demand.nodes.push_back(keyword(layer.additional).branches.front().node);
      is_named = true;
    }
    is_known = is_known || is_named;
  }
  if (!is_known)
    demand.nodes.insert(demand.nodes.end(), rules.object.others.begin(), rules.object.others.end());
  for (const auto& [asked, more] : rules.object.asked) {
    if (asked != name) continue;
    demand.nodes.insert(demand.nodes.end(), more.nodes.begin(), more.nodes.end());
    demand.refusing.insert(demand.refusing.end(), more.refusing.begin(), more.refusing.end());
    if (more.fixed) demand.fixed = more.fixed;
  }
  return demand;
}

// Of those that the schema names, in its order: what must be there, and what the taste wants.
std::vector<std::string> Maker::wanted_members(const Rules& rules, const Taste& taste) {
  std::vector<std::string> required = rules.object.required;
  for (const auto& [name, demand] : rules.object.asked) {
    if (!demand.refusing.empty() && !holds(required, name)) required.push_back(name);
  }
  std::vector<std::string> wanted;
  const auto want = [&](const std::string& name) {
    if (!holds(wanted, name) && !holds(rules.object.forbidden, name)) wanted.push_back(name);
  };
  for (const MemberLayer& layer : rules.object.layers) {
    if (layer.properties == kNoKeyword) continue;
    const auto goal = taste.goal.branches.find(layer.properties);
    const std::vector<SchemaBranch>& branches = keyword(layer.properties).branches;
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const bool is_goal_member = goal != taste.goal.branches.end() && goal->second == i;
      bool is_liked = taste.members == Taste::Members::all || is_goal_member;
      if (taste.members == Taste::Members::some) is_liked = is_goal_member || random_.one_in(2);
      if (active_[branches[i].node] > 1 || schema_.nodes()[branches[i].node].is_unsent) is_liked = false;
      if (is_liked || holds(required, branches[i].name)) want(branches[i].name);
    }
  }
  for (const std::string& name : required) want(name);
  // What the ones need, whatever the taste.
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (const SchemaKeyword* dependents : rules.object.dependents) {
      for (const auto& [trigger, needed] : dependents->dependents) {
        if (!holds(wanted, trigger)) continue;
        for (const std::string& name : needed) {
          if (holds(wanted, name)) continue;
          if (holds(rules.object.forbidden, name) && !holds(required, trigger)) {
            std::erase(wanted, trigger);
            is_changed = true;
            break;
          }
          const std::size_t before = wanted.size();
          want(name);
          is_changed = is_changed || wanted.size() > before;
        }
      }
    }
  }
  return wanted;
}

std::vector<std::string> Maker::new_names(const Rules& rules, const JsonValue& object,
                                          const std::string& pattern, std::size_t count) {
  std::vector<std::string> names;
  const auto is_documented = [&](const std::string& name) {
    return std::any_of(rules.object.layers.begin(), rules.object.layers.end(), [&](const MemberLayer& layer) {
      if (layer.properties == kNoKeyword) return false;
      const std::vector<SchemaBranch>& branches = keyword(layer.properties).branches;
      return std::any_of(branches.begin(), branches.end(),
                         [&](const SchemaBranch& branch) { return branch.name == name; });
    });
  };
  const auto offer = [&](const std::string& name) {
    if (names.size() < count && object.find(name) == nullptr && !holds(names, name) && !is_documented(name) &&
        !holds(rules.object.forbidden, name))
      names.push_back(name);
  };
  if (!pattern.empty() || !rules.object.names.empty()) {
    // Names that the pattern and propertyNames like.
    Rules name_rules;
    Choices choices;
    const Taste taste;
    Gathering to{.rules = name_rules, .choices = choices, .taste = taste};
    for (const std::size_t node : rules.object.names) require_node(to, node);
    SchemaKeyword wanted{.kind = KeywordKind::pattern, .names = {pattern}};
    if (!pattern.empty()) name_rules.string.holding.insert(name_rules.string.holding.begin(), &wanted);
    if (name_rules.values) {
      for (const JsonValue& value : *name_rules.values) {
        if (value.kind == ValueKind::string && name_rules.string.allow(value.text, patterns_))
          offer(value.text);
      }
      return names;
    }
    std::vector<std::string> taken;
    for (const auto& [name, value] : object.members) taken.push_back(name);
    for (std::size_t i = 0; i < 3 * count && names.size() < count; ++i) {
      std::optional<std::string> name = make_string(name_rules.string, taste, patterns_, random_, taken);
      if (!name) return names;
      taken.push_back(*name);
      offer(*name);
    }
    return names;
  }
  for (const char* name : {"other", "unexpected", "Other", "x", "1", "-", " "}) offer(name);
  for (std::size_t i = 2; names.size() < count; ++i) offer("other" + std::to_string(i));
  return names;
}

bool Maker::add_members(const Rules& rules, const Taste& taste, JsonValue& object, std::size_t count,
                        const std::string& pattern, std::size_t depth) {
  constexpr std::size_t kSpare = 8;
  if (count > kLongestMade) return false;
  const std::size_t wanted = object.members.size() + count;
  for (const std::string& name : new_names(rules, object, pattern, count + kSpare)) {
    if (object.members.size() >= wanted) break;
    Demand demand = member_demand(rules, name);
    std::optional<JsonValue> value = demand.nodes.empty() && demand.refusing.empty() && !demand.fixed
                                         ? std::optional(JsonValue::string("text"))
                                         : make_inner(demand, taste, kNoKeyword, depth + 1);
    if (value) object.members.emplace_back(name, *std::move(value));
  }
  return object.members.size() >= wanted;
}

// Refused patternProperties, additionalProperties and propertyNames: one member that they do not like.
bool Maker::add_odd_members(const Rules& rules, const Taste& taste, JsonValue& object, std::size_t depth) {
  for (const auto& [node, pattern] : rules.object.odd_members) {
    const std::vector<std::string> names = new_names(rules, object, pattern, 1);
    if (names.empty()) return false;
    Demand demand = member_demand(rules, names.front());
    demand.refusing.push_back(node);
    std::optional<JsonValue> value = make_inner(demand, taste, kNoKeyword, depth + 1);
    if (!value) return false;
    object.members.emplace_back(names.front(), *std::move(value));
  }
  for (const std::size_t node : rules.object.odd_names) {
    Demand demand{.nodes = rules.object.names, .refusing = {node}};
    for (const auto& [name, value] : object.members) demand.avoided.push_back(JsonValue::string(name));
    Taste plain = taste;
    plain.goal = {};
    std::optional<JsonValue> name;
    for (std::size_t i = 0; i < 4 && (!name || name->kind != ValueKind::string); ++i) {
      name = make_inner(demand, plain, kNoKeyword, depth + 1);
      if (name && name->kind != ValueKind::string) demand.avoided.push_back(*name);
    }
    if (!name || name->kind != ValueKind::string) return false;
    const Demand member = member_demand(rules, name->text);
    std::optional<JsonValue> value = make_inner(member, taste, kNoKeyword, depth + 1);
    if (!value) return false;
    object.members.emplace_back(name->text, *std::move(value));
  }
  return true;
}

// Whether what is to be exercised stands in a member that the schema does not name.
bool Maker::goal_wants_other(const Rules& rules, const Taste& taste, std::string& pattern) const {
  for (const MemberLayer& layer : rules.object.layers) {
    if (layer.patterns != kNoKeyword) {
      const auto goal = taste.goal.branches.find(layer.patterns);
      if (goal != taste.goal.branches.end()) {
        pattern = keyword(layer.patterns).branches[goal->second].name;
        return true;
      }
    }
    if (layer.additional != kNoKeyword && taste.goal.branches.contains(layer.additional)) return true;
  }
  const auto is_above = [&](std::size_t node) {
    return taste.goal.branches.contains(schema_.nodes()[node].parent);
  };
  return std::any_of(rules.object.others.begin(), rules.object.others.end(), is_above) ||
         std::any_of(rules.object.names.begin(), rules.object.names.end(), is_above);
}

std::optional<JsonValue> Maker::make_member(const Rules& rules, const std::string& name, const Taste& taste,
                                            std::size_t depth) {
  Demand demand = member_demand(rules, name);
  std::optional<JsonValue> value = demand.nodes.empty() && demand.refusing.empty() && !demand.fixed
                                       ? std::optional(JsonValue::string("text"))
                                       : make_inner(demand, taste, kNoKeyword, depth + 1);
  if (!value || value->kind != ValueKind::string || demand.fixed || breaking_ != kNoKeyword) return value;
  // The value of a discriminator is a name that it knows (OpenAPI 3.1.1 §4.8.25), where the schema lets it be
  // one.
  constexpr std::size_t kNamesTried = 12;
  std::vector<std::string> names;
  for (const KnownNames* known : rules.object.named) {
    if (known->property == name) names.insert(names.end(), known->names.begin(), known->names.end());
  }
  if (names.empty() || holds(names, value->text)) return value;
  const std::size_t first = taste.is_random ? random_.below(names.size()) : taste.turn % names.size();
  for (std::size_t i = 0; i < std::min(names.size(), kNamesTried); ++i) {
    demand.fixed = JsonValue::string(names[(first + i) % names.size()]);
    if (std::optional<JsonValue> named = make_inner(demand, taste, kNoKeyword, depth + 1)) return named;
  }
  return value;
}

std::optional<JsonValue> Maker::build_object(const Rules& rules, const Taste& taste, std::size_t depth) {
  const ObjectRules& object_rules = rules.object;
  if (object_rules.fewest > object_rules.most) return std::nullopt;
  JsonValue made = JsonValue::object();
  const auto is_required = [&](const std::string& name) {
    if (holds(object_rules.required, name)) return true;
    return std::any_of(object_rules.asked.begin(), object_rules.asked.end(), [&](const auto& asked) {
      return asked.first == name && !asked.second.refusing.empty();
    });
  };
  for (const std::string& name : wanted_members(rules, taste)) {
    std::optional<JsonValue> value = make_member(rules, name, taste, depth);
    if (value) {
      made.members.emplace_back(name, *std::move(value));
    } else if (is_required(name)) {
      return std::nullopt;
    }
  }
  const auto has_all = [&] {
    return std::all_of(object_rules.required.begin(), object_rules.required.end(),
                       [&](const std::string& name) { return made.find(name) != nullptr; });
  };
  if (!has_all()) return std::nullopt;  // required and forbidden
  if (!add_odd_members(rules, taste, made, depth)) return std::nullopt;
  std::string pattern;
  std::size_t more =
      object_rules.fewest > made.members.size() ? object_rules.fewest - made.members.size() : 0;
  if (goal_wants_other(rules, taste, pattern)) {
    if (!add_members(rules, taste, made, 1, pattern, depth)) add_members(rules, taste, made, 1, "", depth);
    more = more > 0 ? more - 1 : 0;
  } else if (taste.members != Taste::Members::required && more == 0 && depth < 4) {
    // One member for each pattern, and one that is not named, so that more is exercised.
    for (const MemberLayer& layer : object_rules.layers) {
      if (taste.members == Taste::Members::some && random_.one_in(2)) continue;
      if (layer.patterns != kNoKeyword) {
        for (const SchemaBranch& branch : keyword(layer.patterns).branches)
          add_members(rules, taste, made, 1, branch.name, depth);
      }
      if (layer.additional == kNoKeyword) continue;
      const std::size_t node = keyword(layer.additional).branches.front().node;
      if (!schema_.nodes()[node].keywords.empty() && active_[node] < 2)
        add_members(rules, taste, made, 1, "", depth);
    }
  }
  if (more > 0) {
    // Optional ones that the schema names come first.
    for (const MemberLayer& layer : object_rules.layers) {
      if (layer.properties == kNoKeyword) continue;
      for (const SchemaBranch& branch : keyword(layer.properties).branches) {
        if (schema_.nodes()[branch.node].is_unsent) continue;
        if (made.members.size() >= object_rules.fewest || made.find(branch.name) != nullptr ||
            holds(object_rules.forbidden, branch.name))
          continue;
        std::optional<JsonValue> value = make_member(rules, branch.name, taste, depth);
        if (value) made.members.emplace_back(branch.name, *std::move(value));
      }
    }
    if (made.members.size() < object_rules.fewest) {
      const std::size_t missing = object_rules.fewest - made.members.size();
      if (!add_members(rules, taste, made, missing, "", depth)) {
        for (const MemberLayer& layer : object_rules.layers) {
          if (layer.patterns == kNoKeyword) continue;
          for (const SchemaBranch& branch : keyword(layer.patterns).branches) {
            if (made.members.size() < object_rules.fewest)
              add_members(rules, taste, made, object_rules.fewest - made.members.size(), branch.name, depth);
          }
        }
      }
    }
    if (made.members.size() < object_rules.fewest) return std::nullopt;
  }
  // The last ones that are not needed go.
  for (std::size_t i = made.members.size(); made.members.size() > object_rules.most && i-- > 0;) {
    const std::string name = made.members[i].first;
    const bool is_goal_member = taste.goal.node != kNoKeyword && taste.members == Taste::Members::required;
    if (!is_required(name) && !is_goal_member) made.drop(name);
  }
  if (made.members.size() > object_rules.most) return std::nullopt;
  return made;
}

}  // namespace avouch
