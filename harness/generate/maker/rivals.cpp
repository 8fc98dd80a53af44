// SPDX-License-Identifier: MIT
#include "generate/maker/rivals.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/steps.h"
#include "contract/schema/cover.h"

namespace avouch {
namespace {

// `asked`: nodes that are asked already. A recursive schema leads back to them; then they decide nothing.
bool allows_everything(const Schema& schema, std::size_t node, std::set<std::size_t>& asked) {
  if (!asked.insert(node).second) return true;
  const std::vector<std::size_t>& keywords = schema.nodes()[node].keywords;
  return std::all_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    const bool is_and = keyword.kind == KeywordKind::reference || keyword.kind == KeywordKind::all_of ||
                        keyword.kind == KeywordKind::properties || keyword.kind == KeywordKind::items ||
                        keyword.kind == KeywordKind::additional_properties;
    return is_and &&
           std::all_of(keyword.branches.begin(), keyword.branches.end(), [&](const SchemaBranch& branch) {
             return allows_everything(schema, branch.node, asked);
           });
  });
}

// The keyword of the node itself that lists values, a const first; null if there is none.
const SchemaKeyword* lister(const Schema& schema, std::size_t node) {
  const SchemaKeyword* found = nullptr;
  for (const std::size_t index : schema.nodes()[node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    if (keyword.kind == KeywordKind::constant) return &keyword;
    if (keyword.kind == KeywordKind::enumeration) found = &keyword;
  }
  return found;
}

}  // namespace

const Rivals::Listed& Rivals::listed(std::size_t choice) {
  const auto [known, is_new] = listed_.try_emplace(choice);
  if (!is_new) return known->second;
  const std::vector<SchemaBranch>& branches = schema_.keywords()[choice].branches;
  count_steps(branches.size());
  for (std::size_t i = 0; i < branches.size(); ++i) {
    known->second.branches.push_back(i);
    const SchemaKeyword* values = lister(schema_, branches[i].node);
    if (values == nullptr) {
      known->second.others.push_back(i);
      continue;
    }
    auto& by_value =
        values->kind == KeywordKind::constant ? known->second.constant : known->second.enumeration;
    for (const std::string& text : values->texts) {
      Branches& same = by_value[text];
      if (same.empty() || same.back() != i) same.push_back(i);
    }
  }
  return known->second;
}

// A const follows from an equal const alone, and an enum from one that lists no other values
// (contract/schema/cover.cpp).
std::vector<std::size_t> Rivals::of(std::size_t choice, std::size_t narrow, std::size_t broken) {
  const Listed& all = listed(choice);
  Branches found = all.others;
  const auto add = [&](const std::unordered_map<std::string_view, Branches>& by_value,
                       std::string_view text) {
    if (const auto same = by_value.find(text); same != by_value.end())
      found.insert(found.end(), same->second.begin(), same->second.end());
  };
  for (const std::size_t node : joined_nodes(schema_, {narrow})) {
    for (const std::size_t index : schema_.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_.keywords()[index];
      if (index == broken) continue;
      if (keyword.kind == KeywordKind::enumeration && keyword.texts.empty()) return all.branches;
      if (keyword.kind == KeywordKind::constant) add(all.constant, keyword.texts.front());
      if (keyword.kind == KeywordKind::enumeration) add(all.enumeration, keyword.texts.front());
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  count_steps(1 + found.size());
  return found;
}

std::optional<std::size_t> Rivals::covering(std::size_t choice, std::size_t narrow) {
  const auto [known, is_new] = covering_.try_emplace({choice, narrow});
  if (!is_new) return known->second;
  const std::vector<SchemaBranch>& branches = schema_.keywords()[choice].branches;
  for (const std::size_t i : of(choice, branches[narrow].node, kNoKeyword)) {
    if (i == narrow || !covers(schema_, {.wide = branches[i].node, .narrow = branches[narrow].node}))
      continue;
    known->second = i;
    break;
  }
  return known->second;
}

const std::vector<std::size_t>& Rivals::open(std::size_t choice) {
  const auto [known, is_new] = open_.try_emplace(choice);
  if (!is_new) return known->second;
  const std::vector<SchemaBranch>& branches = schema_.keywords()[choice].branches;
  count_steps(branches.size());
  for (std::size_t i = 0; i < branches.size(); ++i) {
    std::set<std::size_t> asked;
    if (allows_everything(schema_, branches[i].node, asked)) known->second.push_back(i);
  }
  return known->second;
}

}  // namespace avouch
