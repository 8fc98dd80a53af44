// SPDX-License-Identifier: MIT
#include "lint/conjunction.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/steps.h"
#include "contract/schema/names.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

constexpr int kDeepestConjunction = 32;

// Fewer nodes are walked over.
constexpr std::size_t kFew = 12;

// Patterns that are tried for the names of one schema object, at most; the rest counts as matches.
constexpr std::size_t kMostTries = 10'000;

bool has_property(const Schema& schema, const SchemaKeyword& keyword, std::string_view name) {
  return keyword.kind == KeywordKind::properties && branch_named(schema, keyword, name).has_value();
}

bool may_match(const SchemaKeyword& keyword, const std::string& name, std::size_t& tries) {
  if (keyword.kind != KeywordKind::pattern_properties) return false;
  tries += keyword.branches.size();
  if (tries > kMostTries) return true;
  count_steps(keyword.branches.size());
  return std::any_of(keyword.branches.begin(), keyword.branches.end(), [&](const SchemaBranch& branch) {
    const Result<Pattern> pattern = Pattern::compile(branch.name);
    return !pattern || pattern->matches(name) != Matched::no;
  });
}

}  // namespace

Conjunction::Conjunction(const Schema& schema, std::vector<std::size_t> nodes)
    : schema_(schema), nodes_(std::move(nodes)) {
  std::unordered_set<std::size_t> known;  // of more than a few nodes
  const auto is_new = [&](std::size_t node) {
    if (nodes_.size() <= kFew) return !has(node);
    if (known.empty()) known.insert(nodes_.begin(), nodes_.end());
    return known.insert(node).second;
  };
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    count_steps(1);
    for (const std::size_t index : schema.nodes()[nodes_[i]].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      keywords_.push_back(&keyword);
      if (keyword.kind == KeywordKind::type) kinds_ &= kinds_of_types(keyword.names);
      if (!is_joined(keyword.kind)) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (nodes_.size() < kMostJoined && is_new(branch.node)) nodes_.push_back(branch.node);
      }
    }
  }
}

const SchemaKeyword* Conjunction::first(KeywordKind kind) const {
  const auto found = std::find_if(keywords_.begin(), keywords_.end(),
                                  [&](const SchemaKeyword* keyword) { return keyword->kind == kind; });
  return found == keywords_.end() ? nullptr : *found;
}

const SchemaKeyword* Conjunction::highest(KeywordKind kind) const {
  const SchemaKeyword* found = nullptr;
  for (const SchemaKeyword* keyword : keywords_) {
    if (keyword->kind == kind && (found == nullptr || keyword->bound > found->bound)) found = keyword;
  }
  return found;
}

const SchemaKeyword* Conjunction::lowest(KeywordKind kind) const {
  const SchemaKeyword* found = nullptr;
  for (const SchemaKeyword* keyword : keywords_) {
    if (keyword->kind == kind && (found == nullptr || keyword->bound < found->bound)) found = keyword;
  }
  return found;
}

std::vector<std::size_t> Conjunction::properties(std::string_view name) const {
  std::vector<std::size_t> found;
  for (const SchemaKeyword* keyword : keywords_) {
    if (keyword->kind != KeywordKind::properties) continue;
    if (const std::optional<std::size_t> branch = branch_named(schema_, *keyword, name))
      found.push_back(keyword->branches[*branch].node);
  }
  return found;
}

const SchemaKeyword* Conjunction::closed_to(const std::string& name) const {
  for (const SchemaKeyword* closing : keywords_) {
    if (closing->kind != KeywordKind::additional_properties ||
        !allows_nothing(schema_, closing->branches.front().node))
      continue;
    const bool is_open = std::any_of(keywords_.begin(), keywords_.end(), [&](const SchemaKeyword* beside) {
      return beside->node == closing->node &&
             (has_property(schema_, *beside, name) || may_match(*beside, name, tries_));
    });
    if (!is_open) return closing;
  }
  return nullptr;
}

std::optional<std::size_t> Conjunction::most_members(const SchemaKeyword& additional) const {
  if (!allows_nothing(schema_, additional.branches.front().node)) return std::nullopt;
  std::size_t most = 0;
  for (const std::size_t index : schema_.nodes()[additional.node].keywords) {
    const SchemaKeyword& beside = schema_.keywords()[index];
    if (beside.kind == KeywordKind::pattern_properties && !beside.branches.empty()) return std::nullopt;
    if (beside.kind != KeywordKind::properties) continue;
    most += static_cast<std::size_t>(
        std::count_if(beside.branches.begin(), beside.branches.end(),
                      [&](const SchemaBranch& branch) { return !allows_nothing(schema_, branch.node); }));
  }
  return most;
}

bool Conjunction::has(std::size_t node) const {
  return std::find(nodes_.begin(), nodes_.end(), node) != nodes_.end();
}

bool Conjunction::allows_anything(const Schema& schema, std::size_t node) {
  return schema.nodes()[node].keywords.empty();
}

bool Conjunction::allows_nothing(const Schema& schema, std::size_t node) {
  KnownNodes known;
  return allows_nothing(schema, node, 0, known);
}

bool Conjunction::allows_nothing(const Schema& schema, std::size_t node, int depth, KnownNodes& known) {
  if (depth > kDeepestConjunction) return false;
  const auto branch_allows_nothing = [&](const SchemaBranch& branch) {
    const auto [found, is_new] = known.try_emplace(branch.node, false);
    if (!is_new) return found->second;
    const bool nothing = allows_nothing(schema, branch.node, depth + 1, known);
    known[branch.node] = nothing;
    return nothing;
  };
  const Conjunction all(schema, node);
  if (all.kinds() == 0) return true;
  return std::any_of(all.keywords_.begin(), all.keywords_.end(), [&](const SchemaKeyword* keyword) {
    const std::vector<SchemaBranch>& branches = keyword->branches;
    if (keyword->kind == KeywordKind::never) return true;
    if (keyword->kind == KeywordKind::enumeration) return keyword->texts.empty();
    if (keyword->kind == KeywordKind::negation) return allows_anything(schema, branches.front().node);
    return is_choice(keyword->kind) && std::all_of(branches.begin(), branches.end(), branch_allows_nothing);
  });
}

}  // namespace avouch
