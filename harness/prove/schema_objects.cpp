// SPDX-License-Identifier: MIT
#include "prove/schema_objects.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace avouch {
namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more) {
  hash ^= more + 0x9E3779B97F4A7C15U + (hash << 6U) + (hash >> 2U);
  hash *= 0xFF51AFD7ED558CCDU;
  return hash ^ (hash >> 32U);
}

std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
  return mixed(hash, std::hash<std::string_view>{}(text));
}

// What the node says by itself.
std::uint64_t own_hash(const Schema& schema, const SchemaNode& node) {
  std::uint64_t hash = mixed(node.is_unsent ? 2 : 1, node.keywords.size());
  for (const std::size_t index : node.keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    hash = mixed(hash, static_cast<std::uint64_t>(keyword.kind));
    hash = mixed(mixed(hash, keyword.place->file), keyword.place->pointer);
    for (const std::string& name : keyword.names) hash = mixed(hash, name);
    hash = mixed(mixed(hash, keyword.texts.size()), keyword.bound);
    hash = mixed(hash, (keyword.marks_items ? 1U : 0U) + (keyword.asserts_format ? 2U : 0U) +
                           (keyword.asserts_content ? 4U : 0U) + (keyword.fault != nullptr ? 8U : 0U));
    for (const SchemaBranch& branch : keyword.branches) hash = mixed(hash, branch.name);
    if (!keyword.discriminator) continue;
    for (const auto& [value, branch] : keyword.discriminator->branches)
      hash = mixed(mixed(hash, value), branch);
  }
  return hash;
}

// The hashes of all nodes. Nodes that lead back to themselves are hashed together, group by group: a group is
// complete before the nodes that lead to it (Tarjan's algorithm).
class Identities {
 public:
  explicit Identities(const Schema& schema)
      : schema_(schema), hashes_(schema.nodes().size()), states_(schema.nodes().size()) {}

  std::vector<std::uint64_t> run() && {
    for (std::size_t node = 0; node < hashes_.size(); ++node) {
      if (states_[node].number == 0) search(node);
    }
    return std::move(hashes_);
  }

 private:
  struct State {
    std::size_t number = 0;  // in the order of the search, from 1
    std::size_t lowest = 0;  // the earliest node of its group that is known
    bool is_open = false;    // its group is not complete
  };
  struct Step {
    std::size_t node;
    std::size_t keyword = 0;  // index among those of the node
    std::size_t branch = 0;
  };

  void open(std::size_t node) {
    states_[node] = {.number = ++count_, .lowest = count_, .is_open = true};
    group_.push_back(node);
    way_.push_back({.node = node});
  }

  void search(std::size_t start) {
    open(start);
    while (!way_.empty()) {
      Step& step = way_.back();
      const std::vector<std::size_t>& keywords = schema_.nodes()[step.node].keywords;
      if (step.keyword == keywords.size()) {
        close(step.node);
        continue;
      }
      const std::vector<SchemaBranch>& branches = schema_.keywords()[keywords[step.keyword]].branches;
      if (step.branch == branches.size()) {
        ++step.keyword;
        step.branch = 0;
        continue;
      }
      const std::size_t below = branches[step.branch++].node;
      State& here = states_[step.node];
      if (states_[below].number == 0)
        open(below);
      else if (states_[below].is_open)
        here.lowest = std::min(here.lowest, states_[below].number);
    }
  }

  void close(std::size_t node) {
    way_.pop_back();
    const State& here = states_[node];
    if (!way_.empty()) {
      State& above = states_[way_.back().node];
      above.lowest = std::min(above.lowest, here.lowest);
    }
    if (here.lowest != here.number) return;
    const auto first = std::find(group_.rbegin(), group_.rend(), node).base() - 1;
    const std::vector<std::size_t> nodes(first, group_.end());
    group_.erase(first, group_.end());
    hash(nodes);
    for (const std::size_t one : nodes) states_[one].is_open = false;
  }

  // Each round, a node learns what those say that it leads to. Groups of equal size get equally many rounds.
  void hash(const std::vector<std::size_t>& nodes) {
    constexpr std::size_t kMostRounds = 32;
    for (const std::size_t node : nodes) hashes_[node] = own_hash(schema_, schema_.nodes()[node]);
    std::vector<std::uint64_t> next(nodes.size());
    for (std::size_t round = 0; round < std::min(nodes.size(), kMostRounds); ++round) {
      for (std::size_t i = 0; i < nodes.size(); ++i) next[i] = with_branches(nodes[i]);
      for (std::size_t i = 0; i < nodes.size(); ++i) hashes_[nodes[i]] = next[i];
    }
  }

  std::uint64_t with_branches(std::size_t node) const {
    std::uint64_t hash = hashes_[node];
    for (const std::size_t index : schema_.nodes()[node].keywords) {
      for (const SchemaBranch& branch : schema_.keywords()[index].branches)
        hash = mixed(hash, hashes_[branch.node]);
    }
    return hash;
  }

  const Schema& schema_;
  std::vector<std::uint64_t> hashes_;
  std::vector<State> states_;
  std::vector<Step> way_;
  std::vector<std::size_t> group_;  // nodes whose group is not complete
  std::size_t count_ = 0;
};

// Whether the judgement by the keyword can depend on more of a value than its kind, its size and the names of
// its members, apart from what it says of each member and each item.
bool looks_into(const SchemaKeyword& keyword) {
  switch (traits_of(keyword.kind).group) {
    case KeywordGroup::joined:
      return false;
    case KeywordGroup::choice:
    case KeywordGroup::conditional:
    case KeywordGroup::negation:
      return true;
    case KeywordGroup::value:
      return keyword.kind == KeywordKind::enumeration || keyword.kind == KeywordKind::constant ||
             keyword.kind == KeywordKind::broken;
    case KeywordGroup::members:
      return keyword.kind == KeywordKind::unevaluated_properties;
    case KeywordGroup::items:
      return keyword.kind == KeywordKind::contains || keyword.kind == KeywordKind::max_contains ||
             keyword.kind == KeywordKind::unevaluated_items;
  }
  return true;
}

// Finds the nodes that alone describe a value.
class LoneNodes {
 public:
  explicit LoneNodes(const Schema& schema) : schema_(schema), is_lone_(schema.nodes().size()) {}

  std::vector<bool> run() && {
    open_.push_back(0);
    while (!open_.empty()) {
      const std::size_t node = open_.back();
      open_.pop_back();
      enter(node);
    }
    return std::move(is_lone_);
  }

 private:
  const SchemaKeyword& keyword(std::size_t index) const { return schema_.keywords()[index]; }

  // The node alone describes a value. So does a node that it does nothing but refer to.
  void enter(std::size_t node) {
    for (;;) {
      if (is_lone_[node]) return;
      is_lone_[node] = true;
      const std::vector<std::size_t>& keywords = schema_.nodes()[node].keywords;
      const bool is_reference = keywords.size() == 1 && is_joined(keyword(keywords.front()).kind) &&
                                keyword(keywords.front()).branches.size() == 1;
      if (!is_reference) break;
      node = keyword(keywords.front()).branches.front().node;
    }
    std::vector<std::size_t> together = {node};  // all that describe the value
    for (std::size_t i = 0; i < together.size(); ++i) {
      for (const std::size_t index : schema_.nodes()[together[i]].keywords) {
        if (looks_into(keyword(index))) return;
        if (!is_joined(keyword(index).kind)) continue;
        for (const SchemaBranch& branch : keyword(index).branches) {
          if (std::find(together.begin(), together.end(), branch.node) == together.end())
            together.push_back(branch.node);
        }
      }
    }
    enter_members(together);
    enter_items(together);
  }

  void enter_members(const std::vector<std::size_t>& together) {
    std::map<std::string_view, std::vector<std::size_t>> by_name;
    std::vector<std::size_t> others;
    for (const std::size_t node : together) {
      for (const std::size_t index : schema_.nodes()[node].keywords) {
        if (keyword(index).kind == KeywordKind::pattern_properties) return;  // any member may match
        if (keyword(index).kind == KeywordKind::properties) {
          for (const SchemaBranch& branch : keyword(index).branches)
            by_name[branch.name].push_back(branch.node);
        } else if (keyword(index).kind == KeywordKind::additional_properties &&
                   !schema_.nodes()[keyword(index).branches.front().node].keywords.empty()) {
          others.push_back(keyword(index).branches.front().node);
        }
      }
    }
    // One node's additionalProperties describe the members that another node names.
    if (!others.empty() && together.size() > 1) return;
    for (const auto& [name, nodes] : by_name) {
      if (nodes.size() == 1) open_.push_back(nodes.front());
    }
    open_.insert(open_.end(), others.begin(), others.end());
  }

  void enter_items(const std::vector<std::size_t>& together) {
    std::vector<std::size_t> items;
    std::size_t describing = 0;
    for (const std::size_t node : together) {
      const std::size_t before = items.size();
      for (const std::size_t index : schema_.nodes()[node].keywords) {
        if (keyword(index).kind != KeywordKind::items && keyword(index).kind != KeywordKind::prefix_items)
          continue;
        for (const SchemaBranch& branch : keyword(index).branches) items.push_back(branch.node);
      }
      if (items.size() > before) ++describing;
    }
    if (describing == 1) open_.insert(open_.end(), items.begin(), items.end());
  }

  const Schema& schema_;
  std::vector<bool> is_lone_;
  std::vector<std::size_t> open_;
};

std::vector<std::size_t> anchors_of(const Schema& schema) {
  constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
  const std::vector<bool> is_lone = LoneNodes(schema).run();
  std::vector<std::size_t> anchors(is_lone.size(), kUnknown);
  std::vector<std::size_t> way;
  for (std::size_t start = 0; start < anchors.size(); ++start) {
    std::size_t node = start;
    way.clear();
    while (anchors[node] == kUnknown && !is_lone[node] && schema.nodes()[node].parent != kNoKeyword) {
      way.push_back(node);
      node = schema.keywords()[schema.nodes()[node].parent].node;
    }
    if (anchors[node] == kUnknown) anchors[node] = is_lone[node] ? node : 0;
    for (const std::size_t one : way) anchors[one] = anchors[node];
  }
  return anchors;
}

}  // namespace

SchemaObjects objects_of(const Schema& schema) {
  return {.identity = Identities(schema).run(), .anchor = anchors_of(schema)};
}

}  // namespace avouch
