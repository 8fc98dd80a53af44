// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/name_list.h"
#include "generate/generator.h"
#include "generate/maker/build/build.h"
#include "generate/maker/build/names.h"
#include "generate/maker/build/parts.h"
#include "generate/maker/choose/members.h"
#include "generate/maker/confirm.h"

namespace avouch {
namespace {

// One object, phase by phase. A phase returns false if no object comes of these choices.
class ObjectBuilder {
 public:
  ObjectBuilder(MakerContext& context, const ObjectRules& rules, const Taste& taste, std::size_t depth)
      : context_(context), rules_(rules), taste_(taste), depth_(depth) {}

  std::optional<JsonValue> build() {
    if (rules_.fewest > rules_.most) return std::nullopt;
    if (!add_chosen() || !has_required() || !add_refused_members() || !add_refused_names())
      return std::nullopt;
    std::size_t missing = rules_.fewest > size() ? rules_.fewest - size() : 0;
    if (const std::optional<std::string> pattern = pattern_of_goal(context_, rules_, taste_.goal)) {
      add_goal_member(*pattern);
      if (missing > 0) --missing;
    } else if (missing == 0) {
      add_unnamed();
    }
    if (missing > 0 && !fill_up()) return std::nullopt;
    if (!drop_surplus()) return std::nullopt;
    return std::move(made_);
  }

 private:
  // Members that the schema names: see choose_members().
  bool add_chosen() {
    for (const std::string& name : choose_members(context_, rules_, taste_)) {
      if (!add_named(name) && is_needed(rules_, name)) return false;
    }
    return true;
  }

  // A required member may be forbidden as well.
  bool has_required() const {
    return std::all_of(rules_.required.begin(), rules_.required.end(),
                       [&](const std::string& name) { return names_.contains(name); });
  }

  // If patternProperties or additionalProperties must fail: a member with a value that they refuse.
  bool add_refused_members() {
    for (const auto& [node, pattern] : rules_.odd_members) {
      const std::vector<std::string> names = new_names(context_, rules_, made_, pattern, 1);
      if (names.empty()) return false;
      Demand demand = demand_of_member(context_, rules_, names.front());
      demand.refusing.push_back(node);
      if (!add(names.front(), make_confirmed(context_, demand, taste_, depth_ + 1))) return false;
    }
    return true;
  }

  // If propertyNames must fail: a member with a name that they refuse.
  bool add_refused_names() {
    for (const std::size_t node : rules_.odd_names) {
      const std::optional<std::string> name = refused_name(node);
      if (!name) return false;
      const Demand member = demand_of_member(context_, rules_, *name);
      if (!add(*name, make_confirmed(context_, member, taste_, depth_ + 1))) return false;
    }
    return true;
  }

  // The schema of a name allows other kinds than strings too: those do not serve.
  std::optional<std::string> refused_name(std::size_t node) {
    constexpr int kTries = 4;
    Demand demand{.nodes = rules_.names, .refusing = {node}};
    for (const auto& [name, value] : made_.members) demand.avoided.push_back(JsonValue::string(name));
    Taste plain = taste_;
    plain.goal = {};
    for (int i = 0; i < kTries; ++i) {
      std::optional<JsonValue> name = make_confirmed(context_, demand, plain, depth_ + 1);
      if (name && name->kind == ValueKind::string) return std::move(name->text);
      if (name) demand.avoided.push_back(*std::move(name));
    }
    return std::nullopt;
  }

  // The goal is in a member that the schema does not name.
  void add_goal_member(const std::string& pattern) {
    if (!add_new(1, pattern)) add_new(1, "");
  }

  // One member for each pattern, and one by additionalProperties, so that more is exercised.
  void add_unnamed() {
    constexpr std::size_t kDeepest = 4;
    if (taste_.members == Taste::Members::required || depth_ >= kDeepest) return;
    for (const MemberLayer& layer : rules_.layers) {
      if (taste_.members == Taste::Members::some && context_.random.one_in(2)) continue;
      if (layer.patterns != kNoKeyword) {
        for (const SchemaBranch& branch : context_.keyword(layer.patterns).branches) add_new(1, branch.name);
      }
      if (layer.additional == kNoKeyword) continue;
      const std::size_t node = context_.keyword(layer.additional).branches.front().node;
      if (!context_.schema.nodes()[node].keywords.empty() && context_.active[node] < 2) add_new(1, "");
    }
  }

  // minProperties: first the optional members that the schema names, then those of any name, then those whose
  // name has a pattern.
  bool fill_up() {
    for (const MemberLayer& layer : rules_.layers) {
      if (layer.properties != kNoKeyword) add_optional(context_.keyword(layer.properties).branches);
    }
    if (size() < rules_.fewest && !add_new(rules_.fewest - size(), "")) {
      for (const MemberLayer& layer : rules_.layers) {
        if (layer.patterns != kNoKeyword) add_by_pattern(context_.keyword(layer.patterns).branches);
      }
    }
    return size() >= rules_.fewest;
  }

  void add_optional(const std::vector<SchemaBranch>& branches) {
    for (const SchemaBranch& branch : branches) {
      if (size() >= rules_.fewest) return;
      const bool is_unsent = context_.schema.nodes()[branch.node].is_unsent;
      if (is_unsent || names_.contains(branch.name) || rules_.forbidden.contains(branch.name)) continue;
      add_named(branch.name);
    }
  }

  void add_by_pattern(const std::vector<SchemaBranch>& branches) {
    for (const SchemaBranch& branch : branches) {
      if (size() < rules_.fewest) add_new(rules_.fewest - size(), branch.name);
    }
  }

  // maxProperties: the last members that are not needed go.
  bool drop_surplus() {
    // With this taste, an optional member is there only because it has the goal.
    const bool has_goal_alone = taste_.goal.node != kNoKeyword && taste_.members == Taste::Members::required;
    for (std::size_t i = size(); size() > rules_.most && i-- > 0;) {
      if (!is_needed(rules_, made_.members[i].first) && !has_goal_alone)
        made_.members.erase(made_.members.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return size() <= rules_.most;
  }

  bool add_named(const std::string& name) { return add(name, make_member(name)); }

  bool add(const std::string& name, std::optional<JsonValue> value) {
    if (!value) return false;
    made_.members.emplace_back(name, *std::move(value));
    names_.add(name);
    return true;
  }

  // Members of new names. Whether so many were added.
  bool add_new(std::size_t count, const std::string& pattern) {
    constexpr std::size_t kSpare = 8;  // names for which no value may be found
    if (count > kLongestMade) return false;
    const std::size_t wanted = size() + count;
    for (const std::string& name : new_names(context_, rules_, made_, pattern, count + kSpare)) {
      if (size() >= wanted) break;
      add(name, make_value(demand_of_member(context_, rules_, name)));
    }
    return size() >= wanted;
  }

  std::optional<JsonValue> make_value(const Demand& demand) {
    if (is_open(demand)) return JsonValue::string("text");
    return make_confirmed(context_, demand, taste_, depth_ + 1);
  }

  // The value of a discriminator is a name that it knows (OpenAPI 3.1.1 §4.8.25), if the schema allows one.
  std::optional<JsonValue> make_member(const std::string& name) {
    Demand demand = demand_of_member(context_, rules_, name);
    std::optional<JsonValue> value = make_value(demand);
    const bool is_free = !demand.fixed && context_.breaking == kNoKeyword;
    if (!value || value->kind != ValueKind::string || !is_free) return value;
    const std::vector<std::string> names = known_names(name);
    if (names.empty() || lists(names, value->text)) return value;
    if (std::optional<JsonValue> named = make_known(names, demand)) return named;
    return value;
  }

  // The names that discriminators know for that member.
  std::vector<std::string> known_names(const std::string& member) const {
    std::vector<std::string> names;
    for (const KnownNames* known : rules_.named) {
      if (known->property == member) names.insert(names.end(), known->names.begin(), known->names.end());
    }
    return names;
  }

  std::optional<JsonValue> make_known(const std::vector<std::string>& names, Demand& demand) {
    constexpr std::size_t kNamesTried = 12;
    const std::size_t first =
        taste_.is_random ? context_.random.below(names.size()) : taste_.turn % names.size();
    for (std::size_t i = 0; i < std::min(names.size(), kNamesTried); ++i) {
      demand.fixed = JsonValue::string(names[(first + i) % names.size()]);
      if (std::optional<JsonValue> named = make_confirmed(context_, demand, taste_, depth_ + 1)) return named;
    }
    return std::nullopt;
  }

  std::size_t size() const { return made_.members.size(); }

  MakerContext& context_;
  const ObjectRules& rules_;
  const Taste& taste_;
  std::size_t depth_;
  JsonValue made_ = JsonValue::object();
  NameList names_;  // of all members that were made
};

}  // namespace

std::optional<JsonValue> build_object(MakerContext& context, const ObjectRules& object, const Taste& taste,
                                      std::size_t depth) {
  return ObjectBuilder(context, object, taste, depth).build();
}

}  // namespace avouch
