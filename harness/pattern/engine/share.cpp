// SPDX-License-Identifier: MIT
#include "pattern/engine/share.h"

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

std::size_t alternatives(const PatternTree& tree, PatternIndex choice) {
  std::size_t count = 0;
  for (PatternIndex part = tree.nodes[choice].first_part; part != kNoNode; part = tree.nodes[part].next)
    ++count;
  return count;
}

// The longest choice that is the whole pattern or a top-level group: not nested, not repeated, not a
// lookaround. kNoNode if none exists.
PatternIndex widest_choice(const PatternTree& tree) {
  // A group beside a bar belongs to one alternative: the choice around it must be split first.
  if (tree.nodes[tree.root()].kind == Kind::choice) return tree.root();
  PatternIndex widest = kNoNode;
  std::size_t most = 0;
  for (const PatternIndex part : tree.parts(tree.root())) {
    if (tree.nodes[part].kind != Kind::group) continue;
    const PatternIndex inner = tree.nodes[part].first_part;
    if (tree.nodes[inner].kind != Kind::choice || alternatives(tree, inner) <= most) continue;
    widest = inner;
    most = alternatives(tree, inner);
  }
  return widest;
}

}  // namespace

std::vector<PatternShare> shares_of(const PatternTree& tree, std::size_t length) {
  const PatternIndex choice = widest_choice(tree);
  if (choice == kNoNode) return {PatternShare{}};
  std::vector<PatternShare> shares;
  for (const PatternIndex part : tree.parts(choice)) {
    const bool is_full =
        !shares.empty() && tree.nodes[part].end - tree.nodes[shares.back().first].at > length;
    if (shares.empty() || is_full) shares.push_back({.choice = choice, .first = part, .count = 0});
    ++shares.back().count;
  }
  return shares;
}

}  // namespace avouch
