// SPDX-License-Identifier: MIT
// BodyJudge::named(): the discriminator values of the objects in a body.
#include <algorithm>
#include <utility>

#include "judge/body/descent.h"
#include "judge/body/evaluation.h"
#include "judge/body/program.h"

namespace avouch {
namespace {

using Nodes = DescentNodes;

// Visits only places where a discriminator can be found. A branch of anyOf or oneOf describes the value if
// the discriminator chooses it, or otherwise if the branch accepts the value. The names of one branch do not
// apply to an object of another branch.
class Naming {
 public:
  Naming(const BodyJudge::Program& program, WorkBudget& budget)
      : program_(program), budget_(budget), descent_(budget) {}

  BodyJudge::Named of(const Value& root) && {
    descent_.run(root, leading({0}), *this);
    if (budget_.is_spent() && named_.limit.empty()) named_.limit = spent_reason(budget_);
    for (auto* places : {&named_.known, &named_.unknown, &named_.refused}) {
      std::sort(places->begin(), places->end(),
                [](const auto& one, const auto& other) { return one.pointer < other.pointer; });
    }
    return std::move(named_);
  }

  bool is_done() const { return !named_.limit.empty(); }

  bool enter(Descent::Place& place) {
    if (descent_.depth() > kWalkDepth + 1) {
      named_.limit = "the body is nested deeper than the " + std::to_string(kWalkDepth) +
                     " levels in which discriminators are looked for";
      return false;
    }
    place.nodes = in_place(std::move(place.nodes), place.value);
    if (place.value.kind() == ValueKind::object) note_names(place);
    return true;
  }

  void member(Descent::Place& place, const Member& member, Nodes& below) {
    if (member.value.kind() < ValueKind::array) return;
    for (const std::size_t node : place.nodes) collect(node, member.name, below);
    below = leading(std::move(below));
  }

  void item(Descent::Place& place, std::size_t index, Nodes& below) {
    for (const std::size_t node : place.nodes) {
      budget_.spend(1);
      const ItemRules* rules = program_.nodes[node].items.get();
      if (rules == nullptr) continue;
      if (const std::optional<std::size_t> of_item = rules->node_of(index)) below.push_back(*of_item);
    }
    below = leading(std::move(below));
  }

 private:
  using Place = BodyJudge::Named::Place;

  // Only the nodes below which a discriminator can be found.
  Nodes leading(Nodes nodes) const {
    std::erase_if(nodes, [&](std::size_t node) { return !program_.leads_to_names[node]; });
    return nodes;
  }

  bool accepts(std::size_t node, const Value& value) {
    BodyEvaluation evaluation(program_, budget_, BodyEvaluation::Detail::whether);
    const bool is_good = evaluation.run(node, value);
    if (named_.limit.empty()) named_.limit = evaluation.limit();
    return is_good && !evaluation.is_unknown() && named_.limit.empty();
  }

  // Returns the nodes, and the nodes that they apply to the same value.
  Nodes in_place(Nodes nodes, const Value& value) {
    const auto add = [&](std::size_t node) {
      if (program_.leads_to_names[node] && std::find(nodes.begin(), nodes.end(), node) == nodes.end())
        nodes.push_back(node);
    };
    for (std::size_t i = 0; i < nodes.size() && named_.limit.empty(); ++i) {
      budget_.spend(1);
      for (const std::size_t index : program_.nodes[nodes[i]].in_place) {
        for (const std::size_t node : branches_for(program_.keyword(index), value)) add(node);
      }
    }
    return nodes;
  }

  // An object that another branch accepts passes, though the one that it names does not accept it.
  void note_refused(const SchemaKeyword& keyword, std::size_t chosen, const Value& value) {
    const std::string& property = keyword.discriminator->property;
    const std::optional<Value> says = value.find(property);
    if (!says || says->kind() != ValueKind::string || accepts(keyword.branches[chosen].node, value)) return;
    const bool passes =
        std::any_of(keyword.branches.begin(), keyword.branches.end(), [&](const auto& branch) {
          return &branch != &keyword.branches[chosen] && accepts(branch.node, value);
        });
    if (!passes || !named_.limit.empty()) return;
    ++named_.failures;
    if (named_.refused.size() < kReported)
      named_.refused.push_back({descent_.pointer(property), std::string(says->text()), {}});
  }

  // `not` describes nothing.
  Nodes branches_for(const SchemaKeyword& keyword, const Value& value) {
    const KeywordKind kind = keyword.kind;
    Nodes found;
    if (is_joined(kind)) {
      for (const SchemaBranch& branch : keyword.branches) found.push_back(branch.node);
    } else if (is_choice(kind)) {
      if (const std::optional<std::size_t> chosen = chosen_branch(keyword, value)) {
        note_refused(keyword, *chosen, value);
        return {keyword.branches[*chosen].node};
      }
      for (const SchemaBranch& branch : keyword.branches) {
        if (program_.leads_to_names[branch.node] && accepts(branch.node, value)) found.push_back(branch.node);
      }
    } else if (kind == KeywordKind::condition) {
      const bool leads = std::any_of(keyword.branches.begin() + 1, keyword.branches.end(),
                                     [&](const auto& each) { return program_.leads_to_names[each.node]; });
      if (!leads) return found;
      const bool is_met = accepts(keyword.branches.front().node, value);
      for (const SchemaBranch& branch : keyword.branches) {
        if (branch.name == (is_met ? "then" : "else")) found.push_back(branch.node);
      }
    } else if (kind == KeywordKind::dependent_schemas && value.kind() == ValueKind::object) {
      for (const SchemaBranch& branch : keyword.branches) {
        if (value.find(branch.name)) found.push_back(branch.node);
      }
    }
    return found;
  }

  // Several discriminators may use one property: the discriminator of a union, and that of the schema that
  // its branches extend. A name that one of them knows is valid.
  void note_names(const Descent::Place& part) {
    std::vector<const KnownNames*> open;
    for (const std::size_t node : part.nodes) {
      const KnownNames* names = program_.schema->nodes()[node].names.get();
      if (names != nullptr && std::find(open.begin(), open.end(), names) == open.end()) open.push_back(names);
    }
    while (!open.empty()) {
      const std::string& property = open.front()->property;
      const auto others = std::stable_partition(
          open.begin(), open.end(), [&](const KnownNames* one) { return one->property == property; });
      const std::optional<Value> says = part.value.find(property);
      if (says && says->kind() == ValueKind::string)
        note({descent_.pointer(property), std::string(says->text()), {open.begin(), others}});
      open.erase(open.begin(), others);
    }
  }

  void note(Place place) {
    ++named_.places;
    const bool is_known = std::any_of(place.names.begin(), place.names.end(), [&](const KnownNames* one) {
      return std::binary_search(one->names.begin(), one->names.end(), place.value);
    });
    if (!is_known) ++named_.failures;
    std::vector<Place>& places = is_known ? named_.known : named_.unknown;
    if (places.size() < kReported) places.push_back(std::move(place));
  }

  // Collects the nodes that `node` applies to the member.
  void collect(std::size_t node, std::string_view name, Nodes& below) {
    budget_.spend(1);
    const MemberRules* rules = program_.nodes[node].members.get();
    if (rules == nullptr) return;
    bool is_known = false;
    if (const std::optional<std::size_t> property = rules->by_name.find(name)) {
      const std::size_t target = rules->properties[*property].second;
      if (!program_.schema->nodes()[target].is_unsent) below.push_back(target);
      is_known = true;
    }
    rules->patterns.each_for(name, [&](const Pattern& pattern, std::size_t target) {
      if (pattern.matches(name, budget_) != Matched::yes) return;
      below.push_back(target);
      is_known = true;
    });
    if (!is_known && rules->additional) below.push_back(*rules->additional);
  }

  const BodyJudge::Program& program_;
  WorkBudget& budget_;
  Descent descent_;
  BodyJudge::Named named_;
};

}  // namespace

BodyJudge::Named BodyJudge::named(const Instance& instance, WorkBudget& budget) const {
  return Naming(*program_, budget).of(instance.root());
}

BodyJudge::Named BodyJudge::named(const Instance& instance) const {
  WorkBudget budget({.steps = kJudgeSteps});
  return named(instance, budget);
}

}  // namespace avouch
