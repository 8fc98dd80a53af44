// SPDX-License-Identifier: MIT
// BodyJudge::named(): the discriminator values of the objects in a body.
#include <algorithm>
#include <utility>

#include "json/pointer.h"
#include "judge/body/evaluation.h"
#include "judge/body/program.h"

namespace avouch {
namespace {

using Nodes = std::vector<std::size_t>;

// Visits only places where a discriminator can be found. A branch of anyOf or oneOf describes the value if
// the discriminator chooses it, or otherwise if the branch accepts the value. The names of one branch do not
// apply to an object of another branch.
class Naming {
 public:
  explicit Naming(const BodyJudge::Program& program) : program_(program) {}

  BodyJudge::Named of(const Value& root) && {
    push(root, {0}, "", 0);
    while (!open_.empty() && named_.limit.empty()) {
      Part part = std::move(open_.back());
      open_.pop_back();
      part.nodes = in_place(std::move(part.nodes), part.value);
      if (part.value.kind() == ValueKind::object) {
        note_names(part);
        read_members(part);
      } else {
        read_items(part);
      }
    }
    for (auto* places : {&named_.known, &named_.unknown}) {
      std::sort(places->begin(), places->end(),
                [](const auto& one, const auto& other) { return one.pointer < other.pointer; });
    }
    return std::move(named_);
  }

 private:
  using Place = BodyJudge::Named::Place;

  struct Part {
    Value value;
    Nodes nodes;  // the nodes that describe it
    std::string pointer;
    std::size_t depth;
  };

  void push(const Value& value, Nodes nodes, std::string pointer, std::size_t depth) {
    std::erase_if(nodes, [&](std::size_t node) { return !program_.leads_to_names[node]; });
    if (nodes.empty() || value.kind() < ValueKind::array) return;
    if (depth > kWalkDepth) {
      named_.limit = "the body is nested deeper than the " + std::to_string(kWalkDepth) +
                     " levels in which discriminators are looked for";
      return;
    }
    open_.push_back({value, std::move(nodes), std::move(pointer), depth});
  }

  void spend(std::size_t steps) {
    steps_ += steps;
    if (steps_ > kWalkSteps && named_.limit.empty()) {
      named_.limit = "discriminators are looked for in " + std::to_string(kWalkSteps) +
                     " steps, and the body needs more";
    }
  }

  bool accepts(std::size_t node, const Value& value) {
    BodyEvaluation evaluation(program_, nullptr, false);
    const bool is_good = evaluation.run(node, value);
    spend(evaluation.steps());
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
      spend(1);
      for (const std::size_t index : program_.nodes[nodes[i]].in_place) {
        for (const std::size_t node : branches_for(program_.keyword(index), value)) add(node);
      }
    }
    return nodes;
  }

  // `not` describes nothing.
  Nodes branches_for(const SchemaKeyword& keyword, const Value& value) {
    const KeywordKind kind = keyword.kind;
    Nodes found;
    if (is_joined(kind)) {
      for (const SchemaBranch& branch : keyword.branches) found.push_back(branch.node);
    } else if (is_choice(kind)) {
      if (const std::optional<std::size_t> chosen = chosen_branch(keyword, value))
        return {keyword.branches[*chosen].node};
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
  void note_names(const Part& part) {
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
        note({pointer_append(part.pointer, property), std::string(says->text()), {open.begin(), others}});
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

  void read_members(const Part& part) {
    for (const Member& member : part.value.members()) {
      if (member.value.kind() < ValueKind::array) continue;
      Nodes below;
      for (const std::size_t node : part.nodes) collect(node, member.name, below);
      if (!below.empty())
        push(member.value, std::move(below), pointer_append(part.pointer, member.name), part.depth + 1);
    }
  }

  // Collects the nodes that `node` applies to the member.
  void collect(std::size_t node, std::string_view name, Nodes& below) {
    spend(1);
    const MemberRules* rules = program_.nodes[node].members.get();
    if (rules == nullptr) return;
    bool is_known = false;
    if (const std::optional<std::size_t> property = rules->by_name.find(name)) {
      const std::size_t target = rules->properties[*property].second;
      if (!program_.schema->nodes()[target].is_unsent) below.push_back(target);
      is_known = true;
    }
    for (const auto& [pattern, target] : rules->patterns) {
      if (pattern.matches(name) != Matched::yes) continue;
      below.push_back(target);
      is_known = true;
    }
    if (!is_known && rules->additional) below.push_back(*rules->additional);
  }

  void read_items(const Part& part) {
    std::size_t index = 0;
    for (const Value item : part.value.items()) {
      const std::size_t at = index++;
      if (item.kind() < ValueKind::array) continue;
      Nodes below;
      for (const std::size_t node : part.nodes) {
        spend(1);
        const ItemRules* rules = program_.nodes[node].items.get();
        if (rules == nullptr) continue;
        if (at < rules->prefix.size())
          below.push_back(rules->prefix[at]);
        else if (rules->rest)
          below.push_back(*rules->rest);
      }
      if (!below.empty()) push(item, std::move(below), pointer_append(part.pointer, at), part.depth + 1);
    }
  }

  const BodyJudge::Program& program_;
  std::vector<Part> open_;
  BodyJudge::Named named_;
  std::size_t steps_ = 0;
};

}  // namespace

BodyJudge::Named BodyJudge::named(const Instance& instance) const {
  return Naming(*program_).of(instance.root());
}

}  // namespace avouch
