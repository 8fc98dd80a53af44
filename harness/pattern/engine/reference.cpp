// SPDX-License-Identifier: MIT
#include "pattern/engine/reference.h"

#include <vector>

#include "pattern/extent.h"

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

// The surroundings of each node.
class Surroundings {
 public:
  explicit Surroundings(const PatternTree& tree)
      : tree_(tree), spans_(extent_of(tree).spans), around_(tree.nodes.size(), kNoNode) {
    for (PatternIndex i = 0; i < tree.nodes.size(); ++i) {
      for (const PatternIndex part : tree.parts(i)) around_[part] = i;
    }
  }

  // The innermost group or lookaround around the node; kNoNode at the top level.
  PatternIndex group_around(PatternIndex node) const {
    for (node = around_[node]; node != kNoNode; node = around_[node]) {
      if (tree_.nodes[node].kind == Kind::group || tree_.nodes[node].kind == Kind::look) break;
    }
    return node;
  }

  // Whether one iteration of the group can match the empty text.
  bool may_be_empty(PatternIndex group) const { return spans_[tree_.nodes[group].first_part].least == 0; }
  bool may_be_skipped(PatternIndex group) const { return repetition(group).fewest == 0; }
  bool is_repeated(PatternIndex group) const { return repetition(group).most > 1; }
  bool is_choice(PatternIndex group) const {
    return tree_.nodes[tree_.nodes[group].first_part].kind == Kind::choice;
  }
  // PCRE2 10.42 applies a ^ in {0} if a reference is near.
  bool is_lost(PatternIndex group) const {
    return repetition(group).most == 0 ||
           (tree_.nodes[group].kind == Kind::look && tree_.nodes[group].is_behind);
  }

 private:
  // A repetition of exactly once if none is written.
  const PatternNode& repetition(PatternIndex group) const {
    static const PatternNode once{.kind = Kind::repeat};
    const PatternNode& around = tree_.nodes[around_[group]];
    return around.kind == Kind::repeat ? around : once;
  }

  const PatternTree& tree_;
  std::vector<PatternSpan> spans_;
  std::vector<PatternIndex> around_;
};

bool is_faithful(const PatternTree& tree, const Surroundings& surroundings, PatternIndex reference,
                 PatternIndex target) {
  for (PatternIndex group = surroundings.group_around(reference); group != kNoNode;
       group = surroundings.group_around(group)) {
    if (surroundings.is_lost(group)) return false;
  }
  // Whether each iteration of the surrounding nodes captures the target first.
  bool is_sure = tree.nodes[reference].at >= tree.nodes[target].end;
  for (PatternIndex group = target; group != kNoNode; group = surroundings.group_around(group)) {
    if (surroundings.is_lost(group)) return false;
    if (group != target && surroundings.is_choice(group)) is_sure = false;
    if (surroundings.is_repeated(group) && (!is_sure || surroundings.may_be_empty(group))) return false;
    if (surroundings.may_be_skipped(group)) is_sure = false;
  }
  return true;
}

}  // namespace

std::optional<std::size_t> unfaithful_reference(const PatternTree& tree) {
  if (!tree.has_back_references) return std::nullopt;
  const Surroundings surroundings(tree);
  std::vector<PatternIndex> groups{kNoNode};  // by group number
  for (PatternIndex i = 0; i < tree.nodes.size(); ++i) {
    const PatternNode& node = tree.nodes[i];
    if (node.kind != Kind::group || node.number == 0) continue;
    if (groups.size() <= node.number) groups.resize(node.number + 1, kNoNode);
    groups[node.number] = i;
  }
  for (PatternIndex i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].kind != Kind::back) continue;
    if (!is_faithful(tree, surroundings, i, groups[tree.nodes[i].number])) return tree.nodes[i].at;
  }
  return std::nullopt;
}

}  // namespace avouch
