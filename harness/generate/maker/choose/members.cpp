// SPDX-License-Identifier: MIT
#include "generate/maker/choose/members.h"

#include <algorithm>

#include "generate/maker/goal.h"

namespace avouch {
namespace {

// Whether the taste is for that optional member.
bool is_liked(MakerContext& context, const Taste& taste, const SchemaBranch& branch, bool is_goal_member) {
  bool liked = taste.members == Taste::Members::all || is_goal_member;
  if (taste.members == Taste::Members::some) liked = is_goal_member || context.random.one_in(2);
  // A member that leads back to the same node would have no end. In a large value, each node is made once:
  // a node that several members share would multiply with each of them.
  const bool is_left_out = context.active[branch.node] > 1 || context.schema.nodes()[branch.node].is_unsent ||
                           (!is_goal_member && context.is_large() && context.made[branch.node] > 0);
  return liked && !is_left_out;
}

// Adds what the members need by dependentRequired, whatever the taste. A member that needs a forbidden one
// goes, unless it is required.
class Dependents {
 public:
  Dependents(const ObjectRules& object, const NameList& required, NameList& wanted)
      : object_(object), required_(required), wanted_(wanted) {}

  void add_all() {
    for (bool is_changed = true; is_changed;) {
      is_changed = false;
      for (const SchemaKeyword* dependents : object_.dependents) {
        for (const auto& [trigger, needed] : dependents->dependents) {
          if (wanted_.contains(trigger) && add(trigger, needed)) is_changed = true;
        }
      }
    }
  }

 private:
  // Whether anything changed.
  bool add(const std::string& trigger, const std::vector<std::string>& needed) {
    bool is_changed = false;
    for (const std::string& name : needed) {
      if (wanted_.contains(name)) continue;
      if (!object_.forbidden.contains(name)) {
        wanted_.add(name);
        is_changed = true;
      } else if (!required_.contains(trigger)) {
        wanted_.erase(trigger);
        return true;
      }
    }
    return is_changed;
  }

  const ObjectRules& object_;
  const NameList& required_;
  NameList& wanted_;
};

}  // namespace

bool lists(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_needed(const ObjectRules& object, std::string_view name) {
  return object.required.contains(name) ||
         std::any_of(object.asked.begin(), object.asked.end(), [&](const auto& asked) {
           return asked.first == name && !asked.second.refusing.empty();
         });
}

NameList choose_members(MakerContext& context, const ObjectRules& object, const Taste& taste) {
  NameList required = object.required;
  for (const auto& [name, demand] : object.asked) {
    if (!demand.refusing.empty()) required.add(name);
  }
  NameList wanted;
  const auto want = [&](const std::string& name) {
    if (!object.forbidden.contains(name)) wanted.add(name);
  };
  for (const MemberLayer& layer : object.layers) {
    if (layer.properties == kNoKeyword) continue;
    const auto goal = taste.goal.branches.find(layer.properties);
    const std::vector<SchemaBranch>& branches = context.keyword(layer.properties).branches;
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const bool is_goal_member = goal != taste.goal.branches.end() && goal->second == i;
      if (is_liked(context, taste, branches[i], is_goal_member) || required.contains(branches[i].name))
        want(branches[i].name);
    }
  }
  for (const std::string& name : required) want(name);
  Dependents(object, required, wanted).add_all();
  return wanted;
}

std::optional<std::string> pattern_of_goal(const MakerContext& context, const ObjectRules& object,
                                           const Goal& goal) {
  for (const MemberLayer& layer : object.layers) {
    if (layer.patterns != kNoKeyword) {
      const auto branch = goal.branches.find(layer.patterns);
      if (branch != goal.branches.end()) return context.keyword(layer.patterns).branches[branch->second].name;
    }
    if (layer.additional != kNoKeyword && goal.branches.contains(layer.additional)) return "";
  }
  const auto is_above = [&](std::size_t node) { return leads_to(context.schema, goal, node); };
  const bool is_other = std::any_of(object.others.begin(), object.others.end(), is_above) ||
                        std::any_of(object.names.begin(), object.names.end(), is_above);
  return is_other ? std::optional<std::string>("") : std::nullopt;
}

}  // namespace avouch
