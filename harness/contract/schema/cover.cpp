// SPDX-License-Identifier: MIT
#include "contract/schema/cover.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/steps.h"
#include "contract/schema/names.h"

namespace avouch {
namespace {

constexpr std::size_t kMostSteps = 1'000'000;

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_all(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
  const std::unordered_set<std::string_view> known(names.begin(), names.end());
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::string& name) { return known.contains(name); });
}

class Comparison {
 public:
  Comparison(const Schema& schema, std::size_t broken, std::size_t& steps_left)
      : schema_(schema), broken_(broken), steps_left_(steps_left) {}

  bool covers(std::size_t wide, std::size_t narrow) {
    const auto [known, is_new] = known_.try_emplace({wide, narrow}, true);
    // Where both lead back to themselves, nothing else is said.
    if (!is_new) return known->second;
    const std::size_t begun = taken_.size();
    taken_.push_back(known->first);
    const Level level(depth_);
    if (depth_ <= kDeepest && spend(1) && all_follow(wide, narrow)) return true;
    // What was taken to cover since then may rest on this pair.
    for (std::size_t i = begun; i < taken_.size(); ++i) known_.erase(taken_[i]);
    taken_.resize(begun);
    known_[{wide, narrow}] = false;
    return false;
  }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;
  static constexpr int kDeepest = 256;

  class Level {
   public:
    explicit Level(int& depth) : depth_(depth) { ++depth_; }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    int& depth_;
  };

  bool all_follow(std::size_t wide, std::size_t narrow) {
    const std::vector<std::size_t> given = given_by(narrow);
    if (!spend(given.size())) return false;
    const std::vector<std::size_t>& keywords = schema_.nodes()[wide].keywords;
    return std::all_of(keywords.begin(), keywords.end(),
                       [&](std::size_t index) { return follows(index, given, narrow); });
  }

  // Returns whether they were left.
  bool spend(std::size_t steps) {
    count_steps(steps);
    const bool are_left = steps <= steps_left_;
    steps_left_ -= std::min(steps, steps_left_);
    return are_left;
  }

  const SchemaKeyword& at(std::size_t index) const { return schema_.keywords()[index]; }

  // The keywords that hold for each such value. Where the type is wrong, nothing else of a value is checked.
  std::vector<std::size_t> given_by(std::size_t narrow) const {
    std::vector<std::size_t> given;
    for (const std::size_t node : joined_nodes(schema_, {narrow})) {
      for (const std::size_t index : schema_.nodes()[node].keywords) {
        if (index != broken_)
          given.push_back(index);
        else if (at(index).kind == KeywordKind::type)
          return {};
      }
    }
    return given;
  }

  template <class Holds>
  bool any_given(const std::vector<std::size_t>& given, KeywordKind kind, const Holds& holds) const {
    return std::any_of(given.begin(), given.end(),
                       [&](std::size_t index) { return at(index).kind == kind && holds(at(index)); });
  }

  // Whether the keyword holds if the given ones do.
  bool follows(std::size_t index, const std::vector<std::size_t>& given, std::size_t narrow) {
    const SchemaKeyword& wide = at(index);
    if (!spend(given.size() + wide.texts.size() + wide.names.size())) return false;
    if (index != broken_ && std::find(given.begin(), given.end(), index) != given.end() &&
        !leads_to_broken(index))
      return true;
    switch (traits_of(wide.kind).group) {
      case KeywordGroup::joined:
        return std::all_of(wide.branches.begin(), wide.branches.end(),
                           [&](const SchemaBranch& branch) { return covers(branch.node, narrow); });
      case KeywordGroup::value:
        return any_given(given, wide.kind, [&](const SchemaKeyword& one) { return says_as_much(one, wide); });
      case KeywordGroup::members:
        return members_follow(wide, given);
      case KeywordGroup::items:
        return wide.kind == KeywordKind::items && items_follow(wide, given);
      case KeywordGroup::choice:
        return wide.kind == KeywordKind::any_of && choice_follows(wide, given);
      case KeywordGroup::conditional:
      case KeywordGroup::negation:
        return false;
    }
    return false;
  }

  // Whether a keyword that both have is one above the broken one.
  bool leads_to_broken(std::size_t index) const {
    if (broken_ == kNoKeyword) return false;
    for (std::size_t node = at(broken_).node; schema_.nodes()[node].parent != kNoKeyword;) {
      if (schema_.nodes()[node].parent == index) return true;
      node = at(schema_.nodes()[node].parent).node;
    }
    return false;
  }

  bool says_as_much(const SchemaKeyword& given, const SchemaKeyword& wide) const {
    switch (wide.kind) {
      case KeywordKind::type:
        return std::all_of(given.names.begin(), given.names.end(), [&](const std::string& name) {
          return has(wide.names, name) || (name == "integer" && has(wide.names, "number"));
        });
      case KeywordKind::enumeration:
        return has_all(wide.texts, given.texts);
      case KeywordKind::required:
        return has_all(given.names, wide.names);
      case KeywordKind::broken:
        return false;
      default:
        return given.names == wide.names && given.texts == wide.texts && given.bound == wide.bound &&
               given.dependents == wide.dependents;
    }
  }

  bool is_open(std::size_t node) const {
    const std::vector<std::size_t> nodes = joined_nodes(schema_, {node});
    return std::all_of(nodes.begin(), nodes.end(), [&](std::size_t joined) {
      const std::vector<std::size_t>& keywords = schema_.nodes()[joined].keywords;
      return std::all_of(keywords.begin(), keywords.end(),
                         [&](std::size_t index) { return is_joined(at(index).kind); });
    });
  }

  bool members_follow(const SchemaKeyword& wide, const std::vector<std::size_t>& given) {
    if (wide.kind == KeywordKind::additional_properties) return is_open(wide.branches.front().node);
    if (wide.kind != KeywordKind::properties) return false;
    return std::all_of(wide.branches.begin(), wide.branches.end(), [&](const SchemaBranch& branch) {
      if (!spend(given.size())) return false;
      return is_open(branch.node) || any_given(given, KeywordKind::properties, [&](const SchemaKeyword& one) {
               const std::optional<std::size_t> same = branch_named(schema_, one, branch.name);
               return same && covers(branch.node, one.branches[*same].node);
             });
    });
  }

  bool items_follow(const SchemaKeyword& wide, const std::vector<std::size_t>& given) {
    const std::size_t node = wide.branches.front().node;
    if (is_open(node)) return true;
    // Where the first items have schemas of their own, `items` says nothing of them.
    const auto is_any = [](const SchemaKeyword&) { return true; };
    return !any_given(given, KeywordKind::prefix_items, is_any) &&
           any_given(given, KeywordKind::items,
                     [&](const SchemaKeyword& one) { return covers(node, one.branches.front().node); });
  }

  bool choice_follows(const SchemaKeyword& wide, const std::vector<std::size_t>& given) {
    return any_given(given, wide.kind, [&](const SchemaKeyword& one) {
      return std::all_of(one.branches.begin(), one.branches.end(), [&](const SchemaBranch& branch) {
        return std::any_of(wide.branches.begin(), wide.branches.end(),
                           [&](const SchemaBranch& other) { return covers(other.node, branch.node); });
      });
    });
  }

  const Schema& schema_;
  std::size_t broken_;
  std::size_t& steps_left_;
  int depth_ = 0;
  std::map<Pair, bool> known_;  // whether the first covers the second; true while it is compared
  std::vector<Pair> taken_;     // those that are true, in the order in which they were begun
};

}  // namespace

bool covers(const Schema& schema, const Cover& cover, std::size_t& steps_left) {
  return Comparison(schema, cover.broken, steps_left).covers(cover.wide, cover.narrow);
}

bool covers(const Schema& schema, const Cover& cover) {
  std::size_t steps_left = kMostSteps;
  return covers(schema, cover, steps_left);
}

std::vector<std::size_t> joined_nodes(const Schema& schema, std::vector<std::size_t> nodes) {
  std::unordered_set<std::size_t> known(nodes.begin(), nodes.end());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const std::size_t index : schema.nodes()[nodes[i]].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (!is_joined(keyword.kind)) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (known.insert(branch.node).second) nodes.push_back(branch.node);
      }
    }
  }
  return nodes;
}

}  // namespace avouch
