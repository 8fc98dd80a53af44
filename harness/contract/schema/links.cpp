// SPDX-License-Identifier: MIT
// What follows from the keywords of a schema: the uses of each node, the best way to it, and the faults above
// it.
#include <algorithm>
#include <deque>

#include "contract/schema/schema.h"

namespace avouch {

bool is_selected(const SchemaKeyword& keyword, std::size_t branch) {
  return keyword.discriminator &&
         std::any_of(keyword.discriminator->branches.begin(), keyword.discriminator->branches.end(),
                     [&](const auto& named) { return named.second == branch; });
}

void Schema::shrink() {
  for (SchemaNode& node : nodes_) node.keywords.shrink_to_fit();
  for (SchemaKeyword& keyword : keywords_) keyword.branches.shrink_to_fit();
  nodes_.shrink_to_fit();
  keywords_.shrink_to_fit();
  claims_.shrink_to_fit();
}

void Schema::link() {
  link_uses();
  link_parents();
  link_faults();
}

void Schema::link_uses() {
  first_use_.assign(nodes_.size() + 1, 0);
  for (const SchemaKeyword& keyword : keywords_) {
    for (const SchemaBranch& branch : keyword.branches) ++first_use_[branch.node + 1];
  }
  for (std::size_t node = 0; node < nodes_.size(); ++node) first_use_[node + 1] += first_use_[node];
  uses_.assign(first_use_.back(), {});
  std::vector<std::size_t> next(first_use_.begin(), first_use_.end() - 1);
  for (std::size_t index = 0; index < keywords_.size(); ++index) {
    const std::vector<SchemaBranch>& branches = keywords_[index].branches;
    for (std::size_t i = 0; i < branches.size(); ++i) uses_[next[branches[i].node]++] = {index, i};
  }
}

// A search in the order of the number of alternatives on the way, and then of steps. A node below a broken
// keyword, which has no branches any more, keeps its parent.
void Schema::link_parents() {
  struct Arrival {
    std::size_t node;
    SchemaUse by;
  };
  std::vector<bool> is_known(nodes_.size());
  std::deque<Arrival> now = {{0, {kNoKeyword, 0}}};
  std::deque<Arrival> later;
  while (!now.empty()) {
    const Arrival arrival = now.front();
    now.pop_front();
    if (!is_known[arrival.node]) {
      is_known[arrival.node] = true;
      nodes_[arrival.node].parent = arrival.by.keyword;
      nodes_[arrival.node].branch = arrival.by.branch;
      for (const std::size_t index : nodes_[arrival.node].keywords) {
        const SchemaKeyword& keyword = keywords_[index];
        for (std::size_t i = 0; i < keyword.branches.size(); ++i) {
          const bool decides = is_choice(keyword.kind) && !is_selected(keyword, i);
          (decides ? later : now).push_back({keyword.branches[i].node, {index, i}});
        }
      }
    }
    if (now.empty()) now.swap(later);
  }
}

void Schema::link_faults() {
  hidden_by_.clear();
  if (faults_.empty()) return;
  std::vector<bool> is_reached(nodes_.size());
  std::vector<std::size_t> open = {0};
  is_reached[0] = true;
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const std::size_t index : nodes_[node].keywords) {
      if (keywords_[index].fault != nullptr) continue;
      for (const SchemaBranch& branch : keywords_[index].branches) {
        if (is_reached[branch.node]) continue;
        is_reached[branch.node] = true;
        open.push_back(branch.node);
      }
    }
  }
  hidden_by_.resize(nodes_.size());
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    for (std::size_t at = node; !is_reached[node] && nodes_[at].parent != kNoKeyword;) {
      const SchemaKeyword& above = keywords_[nodes_[at].parent];
      hidden_by_[node] = above.fault != nullptr ? above.fault : hidden_by_[above.node];
      if (hidden_by_[node] != nullptr) break;
      at = above.node;
    }
  }
}

}  // namespace avouch
