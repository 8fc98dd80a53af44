// SPDX-License-Identifier: MIT
// BodyJudge::undocumented() and unsent(): members that the schema does not describe, and members that must
// not be sent.
#include <algorithm>
#include <set>
#include <string_view>

#include "contract/schema/direction.h"
#include "json/pointer.h"
#include "judge/body/program.h"

namespace avouch {
namespace {

using Nodes = std::vector<std::size_t>;

class Drift {
 public:
  explicit Drift(const BodyJudge::Program& program) : program_(program) {}

  BodyJudge::Unsent unsent() && { return std::move(unsent_); }

  std::vector<std::string> of(const Value& root) {
    open_.push_back({root, closure({0}), ""});
    while (!open_.empty() && found_.size() < kReported) {
      const Part part = std::move(open_.back());
      open_.pop_back();
      if (part.value.kind() == ValueKind::object) read_object(part);
      if (part.value.kind() == ValueKind::array) read_array(part);
    }
    std::sort(found_.begin(), found_.end());
    std::sort(unsent_.found.begin(), unsent_.found.end());
    return std::move(found_);
  }

 private:
  struct Part {
    Value value;
    Nodes nodes;  // the nodes that may describe it
    std::string pointer;
  };

  // Returns the nodes, and the nodes that they apply to the same value, in any branch.
  Nodes closure(Nodes nodes) const {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const std::size_t index : program_.nodes[nodes[i]].in_place) {
        const SchemaKeyword& keyword = program_.keyword(index);
        if (keyword.kind == KeywordKind::negation) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (keyword.kind == KeywordKind::condition && branch.name == "if") continue;
          if (std::find(nodes.begin(), nodes.end(), branch.node) == nodes.end()) nodes.push_back(branch.node);
        }
      }
    }
    return nodes;
  }

  // A schema that allows anything describes nothing.
  bool describes(std::size_t node) const { return !program_.schema->nodes()[node].keywords.empty(); }

  void read_object(const Part& part) {
    bool is_described = false;
    for (const std::size_t node : part.nodes) {
      const MemberRules* rules = program_.nodes[node].members.get();
      is_described =
          is_described || (rules != nullptr && (!rules->properties.empty() || !rules->patterns.empty()));
    }
    for (const std::string& name : unsent_names(part.nodes)) {
      ++unsent_.possible;
      if (part.value.find(name) && unsent_.found.size() < kReported)
        unsent_.found.push_back(pointer_append(part.pointer, name));
    }
    Nodes below;
    std::size_t expected = 0;  // members mostly come in documented order
    for (const Member& member : part.value.members()) {
      below.clear();
      bool is_known = false;
      for (const std::size_t node : part.nodes) is_known = collect(node, member, expected, below) || is_known;
      if (!is_known && is_described && found_.size() < kReported)
        found_.push_back(pointer_append(part.pointer, member.name));
      if (!below.empty() && member.value.kind() >= ValueKind::array)
        open_.push_back({member.value, closure(below), pointer_append(part.pointer, member.name)});
    }
  }

  // The members that the nodes name and that none of the nodes permits in a response.
  std::set<std::string> unsent_names(const Nodes& nodes) const {
    std::set<std::string> unsent;
    if (!has_unsent_) return unsent;
    std::set<std::string> sent;
    for (const std::size_t node : nodes) {
      const MemberRules* rules = program_.nodes[node].members.get();
      if (rules == nullptr) continue;
      for (const auto& [name, target] : rules->properties)
        (program_.schema->nodes()[target].is_unsent ? unsent : sent).insert(name);
    }
    for (const std::string& name : sent) unsent.erase(name);
    return unsent;
  }

  // Whether the node describes the member. Adds the nodes that it applies to the member to `below`.
  // `expected` is a guess of the property's index.
  bool collect(std::size_t node, const Member& member, std::size_t& expected, Nodes& below) const {
    const BodyNode& at = program_.nodes[node];
    bool is_known = false;
    if (at.members) {
      const auto& properties = at.members->properties;
      const bool is_expected = expected < properties.size() && properties[expected].first == member.name;
      if (const auto property =
              is_expected ? std::optional(expected) : at.members->by_name.find(member.name)) {
        below.push_back(properties[*property].second);
        expected = *property + 1;
        is_known = true;
      }
      for (const auto& [pattern, target] : at.members->patterns) {
        if (pattern.matches(member.name) != Matched::yes) continue;
        below.push_back(target);
        is_known = true;
      }
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
  bool is_named(std::size_t node, std::string_view name) const {
    for (const std::size_t index : program_.schema->nodes()[node].keywords) {
      const SchemaKeyword& keyword = program_.keyword(index);
      if (keyword.kind == KeywordKind::required && holds(keyword.names, name)) return true;
      if (keyword.kind == KeywordKind::dependent_schemas &&
          std::any_of(keyword.branches.begin(), keyword.branches.end(),
                      [&](const SchemaBranch& branch) { return branch.name == name; }))
        return true;
      if (keyword.kind == KeywordKind::dependent_required &&
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

  void read_array(const Part& part) {
    std::size_t index = 0;
    for (const Value item : part.value.items()) {
      const std::size_t at = index++;
      if (item.kind() < ValueKind::array) continue;
      Nodes below;
      for (const std::size_t node : part.nodes) {
        const ItemRules* rules = program_.nodes[node].items.get();
        if (rules == nullptr) continue;
        if (at < rules->prefix.size())
          below.push_back(rules->prefix[at]);
        else if (rules->rest)
          below.push_back(*rules->rest);
      }
      if (!below.empty())
        open_.push_back({item, closure(std::move(below)), pointer_append(part.pointer, at)});
    }
  }

  const BodyJudge::Program& program_;
  const bool has_unsent_ = has_unsent(*program_.schema);
  std::vector<Part> open_;
  std::vector<std::string> found_;
  BodyJudge::Unsent unsent_;
};

}  // namespace

std::vector<std::string> BodyJudge::undocumented(const Instance& instance) const {
  return Drift(*program_).of(instance.root());
}

BodyJudge::Unsent BodyJudge::unsent(const Instance& instance) const {
  Drift drift(*program_);
  drift.of(instance.root());
  return std::move(drift).unsent();
}

}  // namespace avouch
