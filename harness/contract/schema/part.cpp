// SPDX-License-Identifier: MIT
#include "contract/schema/part.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace avouch {
namespace {

// Whether its branches, but for `if`, describe the same value.
bool is_walked(KeywordKind kind) {
  return is_in_place(kind) && traits_of(kind).describes;
}

}  // namespace

DescribedPart::DescribedPart(const Schema& schema, std::vector<std::size_t> roots)
    : schema_(&schema), nodes_(std::move(roots)) {
  std::unordered_set<std::size_t> known(nodes_.begin(), nodes_.end());
  for (const std::size_t root : nodes_) kinds_.restrict(kinds_of_node(schema, root));
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    for (const std::size_t index : schema.nodes()[nodes_[i]].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (!is_walked(keyword.kind)) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        const bool is_test = keyword.kind == KeywordKind::condition && branch.name == "if";
        if (!is_test && known.insert(branch.node).second) nodes_.push_back(branch.node);
      }
    }
  }
}

bool DescribedPart::is_only(ValueKind kind) const {
  const KindMask null = mask_of(ValueKind::null);
  return (kinds_.meant() | null) == (mask_of(kind) | null);
}

bool DescribedPart::may_be_null() const {
  const KindMask accepted = kinds_.accepted;
  return accepted != kEveryKind && (accepted & mask_of(ValueKind::null)) != 0;
}

DescribedPart DescribedPart::member(std::string_view name) const {
  std::vector<std::size_t> found;
  for (const std::size_t node : nodes_) {
    const std::vector<std::size_t>& keywords = schema_->nodes()[node].keywords;
    const std::size_t before = found.size();
    for (const KeywordKind wanted : {KeywordKind::properties, KeywordKind::additional_properties}) {
      for (const std::size_t index : keywords) {
        const SchemaKeyword& keyword = schema_->keywords()[index];
        if (keyword.kind != wanted || found.size() > before) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (wanted == KeywordKind::additional_properties || branch.name == name)
            found.push_back(branch.node);
        }
      }
    }
  }
  return {*schema_, std::move(found)};
}

DescribedPart DescribedPart::item(std::size_t index) const {
  std::vector<std::size_t> found;
  for (const std::size_t node : nodes_) {
    bool is_prefixed = false;
    for (const std::size_t at : schema_->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords()[at];
      if (keyword.kind != KeywordKind::prefix_items || index >= keyword.branches.size()) continue;
      found.push_back(keyword.branches[index].node);
      is_prefixed = true;
    }
    for (const std::size_t at : schema_->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords()[at];
      if (keyword.kind == KeywordKind::items && !is_prefixed) found.push_back(keyword.branches.front().node);
    }
  }
  return {*schema_, std::move(found)};
}

std::vector<std::string> DescribedPart::members() const {
  std::vector<std::string> names;
  std::unordered_set<std::string_view> known;
  for (const std::size_t node : nodes_) {
    for (const std::size_t index : schema_->nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords()[index];
      if (keyword.kind != KeywordKind::properties) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (known.insert(branch.name).second) names.push_back(branch.name);
      }
    }
  }
  return names;
}

bool DescribedPart::is_reference(std::size_t node) const {
  const std::vector<std::size_t>& keywords = schema_->nodes()[node].keywords;
  return std::any_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
    return schema_->keywords()[index].kind == KeywordKind::reference;
  });
}

}  // namespace avouch
