// SPDX-License-Identifier: MIT
#include "generate/maker/height.h"

#include <algorithm>
#include <cstddef>

#include "contract/schema/names.h"

namespace avouch {
namespace {

std::size_t above(std::size_t height) {
  return height == kEndlessHeight ? height : height + 1;
}

// One round of the least fixed point: every height that follows from those that are known.
class Round {
 public:
  Round(const Schema& schema, const std::vector<std::size_t>& heights) : schema_(schema), heights_(heights) {}

  std::size_t of_node(std::size_t node) const {
    std::size_t height = 0;
    const SchemaKeyword* required = nullptr;
    std::size_t items = 0;
    for (const std::size_t index : schema_.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_.keywords()[index];
      if (keyword.kind == KeywordKind::required) required = &keyword;
      if (keyword.kind == KeywordKind::min_items) items = static_cast<std::size_t>(keyword.bound);
    }
    for (const std::size_t index : schema_.nodes()[node].keywords)
      height = std::max(height, of_keyword(schema_.keywords()[index], required, items));
    return height;
  }

 private:
  std::size_t of_keyword(const SchemaKeyword& keyword, const SchemaKeyword* required,
                         std::size_t items) const {
    const std::vector<SchemaBranch>& branches = keyword.branches;
    std::size_t height = 0;
    switch (keyword.kind) {
      case KeywordKind::reference:
      case KeywordKind::all_of:
        for (const SchemaBranch& branch : branches) height = std::max(height, heights_[branch.node]);
        return height;
      case KeywordKind::any_of:
      case KeywordKind::one_of:
        height = kEndlessHeight;
        for (const SchemaBranch& branch : branches) height = std::min(height, heights_[branch.node]);
        return height;
      case KeywordKind::properties:
        for (const SchemaBranch& branch : branches) {
          if (required != nullptr && lists_name(schema_, *required, branch.name))
            height = std::max(height, above(heights_[branch.node]));
        }
        return height;
      case KeywordKind::prefix_items:
        for (std::size_t i = 0; i < std::min(items, branches.size()); ++i)
          height = std::max(height, above(heights_[branches[i].node]));
        return height;
      case KeywordKind::items:
        return items == 0 ? 0 : above(heights_[branches.front().node]);
      case KeywordKind::never:
        return kEndlessHeight;
      default:
        return 0;  // says nothing of what must be there
    }
  }

  const Schema& schema_;
  const std::vector<std::size_t>& heights_;
};

}  // namespace

std::vector<std::size_t> heights_of(const Schema& schema) {
  std::vector<std::size_t> heights(schema.nodes().size(), kEndlessHeight);
  const Round round(schema, heights);
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    // What stands below a node mostly comes after it.
    for (std::size_t node = heights.size(); node-- > 0;) {
      const std::size_t height = round.of_node(node);
      is_changed = is_changed || height != heights[node];
      heights[node] = height;
    }
  }
  return heights;
}

}  // namespace avouch
