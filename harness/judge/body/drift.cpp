// SPDX-License-Identifier: MIT
// BodyJudge::undocumented() and unsent(): members that the schema does not describe, and members that must
// not be sent.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/schema/direction.h"
#include "contract/schema/names.h"
#include "judge/body/descent.h"
#include "judge/body/program.h"

namespace avouch {
namespace {

using Nodes = DescentNodes;

// A set of nodes that is emptied for each value, in a time that does not depend on how many there are.
class Reached {
 public:
  void begin(std::size_t count) {
    if (at_.size() != count) at_.assign(count, 0);
    ++round_;
  }
  // Whether the node is new.
  bool add(std::size_t node) { return std::exchange(at_[node], round_) != round_; }

 private:
  std::vector<std::uint64_t> at_;  // by node: the round that added it
  std::uint64_t round_ = 0;
};

class Drift {
 public:
  Drift(const BodyJudge::Program& program, WorkBudget& budget)
      : program_(program), budget_(budget), descent_(budget) {}

  BodyJudge::Unsent unsent() && { return std::move(unsent_); }

  std::vector<std::string> of(const Value& root, std::size_t node = 0) {
    descent_.run(root, {node}, *this);
    std::sort(found_.begin(), found_.end());
    std::sort(unsent_.found.begin(), unsent_.found.end());
    return std::move(found_);
  }

  bool is_done() const { return found_.size() >= kReported; }

  bool enter(Descent::Place& place) {
    place.nodes = closure(std::move(place.nodes));
    if (!budget_.spend(place.nodes.size())) return false;
    if (place.value.kind() == ValueKind::object) read_object(place);
    return true;
  }

  void member(Descent::Place& place, const Member& member, Nodes& below) {
    bool is_known = false;
    for (const std::size_t node : place.nodes)
      is_known = collect(node, member, place.guess, below) || is_known;
    // Only the names of such a schema are known: the member may have more members than the nodes describe.
    if (budget_.spend(place.named.size()) && any_describes(place.named, member.name)) {
      is_known = true;
      below.clear();
    }
    if (!is_known && place.is_described && !budget_.is_spent())
      found_.push_back(descent_.pointer(member.name));
  }

  void item(Descent::Place& place, std::size_t index, Nodes& below) {
    for (const std::size_t node : place.nodes) {
      const ItemRules* rules = program_.nodes[node].items.get();
      if (rules == nullptr) continue;
      if (const std::optional<std::size_t> of_item = rules->node_of(index)) below.push_back(*of_item);
    }
  }

 private:
  // Returns the nodes, and the nodes that they apply to the same value, in any branch.
  Nodes closure(Nodes nodes) {
    reached_.begin(program_.nodes.size());
    for (const std::size_t node : nodes) reached_.add(node);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const std::size_t index : program_.nodes[nodes[i]].in_place) {
        const SchemaKeyword& keyword = program_.keyword(index);
        if (keyword.kind == KeywordKind::negation) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (keyword.kind == KeywordKind::condition && branch.name == "if") continue;
          if (reached_.add(branch.node)) nodes.push_back(branch.node);
        }
      }
    }
    return nodes;
  }

  // A schema that allows anything describes nothing.
  bool describes(std::size_t node) const { return !program_.schema->nodes()[node].keywords.empty(); }

  void read_object(Descent::Place& place) {
    for (const std::size_t node : place.nodes) {
      const MemberRules* rules = program_.nodes[node].members.get();
      place.is_described = place.is_described ||
                           (rules != nullptr && (!rules->properties.empty() || !rules->patterns.empty()));
      add_named(node, place);
    }
    for (const std::string& name : unsent_names(place.nodes)) {
      ++unsent_.possible;
      if (place.value.find(name) && unsent_.found.size() < kReported)
        unsent_.found.push_back(descent_.pointer(name));
    }
  }

  // Adds the schemas that the object names by the discriminator of the node.
  void add_named(std::size_t node, Descent::Place& place) {
    const Heirs* heirs = program_.schema->nodes()[node].heirs.get();
    if (heirs == nullptr) return;
    const std::optional<Value> says = place.value.find(heirs->property);
    const bool is_text = says && says->kind() == ValueKind::string;
    const std::vector<const DescribedMembers*> named =
        heirs->named_by(is_text ? std::optional(says->text()) : std::nullopt);
    if (budget_.spend(named.size())) place.named.insert(place.named.end(), named.begin(), named.end());
  }

  // The members that the nodes name and that none of the nodes permits in a response.
  std::set<std::string> unsent_names(const Nodes& nodes) {
    std::set<std::string> unsent;
    if (!has_unsent_) return unsent;
    std::set<std::string> sent;
    for (const std::size_t node : nodes) {
      const MemberRules* rules = program_.nodes[node].members.get();
      if (rules == nullptr || !budget_.spend(rules->properties.size())) continue;
      for (const auto& [name, target] : rules->properties)
        (program_.schema->nodes()[target].is_unsent ? unsent : sent).insert(name);
    }
    for (const std::string& name : sent) unsent.erase(name);
    return unsent;
  }

  // Whether the node describes the member. Adds the nodes that it applies to the member to `below`.
  // `expected` is a guess of the property's index.
  bool collect(std::size_t node, const Member& member, std::size_t& expected, Nodes& below) {
    const BodyNode& at = program_.nodes[node];
    bool is_known = false;
    budget_.spend(1);
    if (at.members) {
      const auto& properties = at.members->properties;
      const bool is_expected = expected < properties.size() && properties[expected].first == member.name;
      if (const auto property =
              is_expected ? std::optional(expected) : at.members->by_name.find(member.name)) {
        below.push_back(properties[*property].second);
        expected = *property + 1;
        is_known = true;
      }
      at.members->patterns.each_for(member.name, [&](const Pattern& pattern, std::size_t target) {
        const Matched matched = pattern.matches(member.name, budget_);
        if (matched == Matched::yes) below.push_back(target);
        is_known = is_known || matched != Matched::no;  // unknown: it may be documented
      });
    }
    std::size_t other = kNoKeyword;
    if (at.members && at.members->additional)
      other = *at.members->additional;
    else if (at.unevaluated_properties)
      other = program_.keyword(*at.unevaluated_properties).branches.front().node;
    if (!is_known && other != kNoKeyword && describes(other)) {
      below.push_back(other);
      is_known = true;
    }
    return is_known || is_named(node, member.name);
  }

  // A schema that requires a member, or states what follows from its presence, documents the member.
  bool is_named(std::size_t node, std::string_view name) {
    for (const std::size_t index : program_.schema->nodes()[node].keywords) {
      const SchemaKeyword& keyword = program_.keyword(index);
      if (keyword.kind == KeywordKind::required && lists_name(*program_.schema, keyword, name)) return true;
      if (keyword.kind == KeywordKind::dependent_schemas && branch_named(*program_.schema, keyword, name))
        return true;
      if (keyword.kind != KeywordKind::dependent_required) continue;
      std::size_t names = 0;
      for (const auto& dependent : keyword.dependents) names += 1 + dependent.second.size();
      if (budget_.spend(names) &&
          std::any_of(keyword.dependents.begin(), keyword.dependents.end(), [&](const auto& dependent) {
            return dependent.first == name || holds(dependent.second, name);
          }))
        return true;
    }
    return false;
  }

  static bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  const BodyJudge::Program& program_;
  WorkBudget& budget_;
  Descent descent_;
  Reached reached_;
  const bool has_unsent_ = has_unsent(*program_.schema);
  std::vector<std::string> found_;
  BodyJudge::Unsent unsent_;
};

}  // namespace

std::vector<std::string> BodyJudge::undocumented(const Instance& instance, WorkBudget& budget) const {
  return Drift(*program_, budget).of(instance.root());
}

std::vector<std::string> BodyJudge::undocumented(const Instance& instance) const {
  WorkBudget budget({.steps = kJudgeSteps});
  return undocumented(instance, budget);
}

std::vector<std::string> BodyJudge::undocumented(const Instance& instance, std::size_t node) const {
  WorkBudget budget({.steps = kJudgeSteps});
  return Drift(*program_, budget).of(instance.root(), node);
}

BodyJudge::Unsent BodyJudge::unsent(const Instance& instance, WorkBudget& budget) const {
  Drift drift(*program_, budget);
  drift.of(instance.root());
  return std::move(drift).unsent();
}

}  // namespace avouch
