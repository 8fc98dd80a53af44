// SPDX-License-Identifier: MIT
#include "difference/sameness.h"

#include <algorithm>
#include <map>
#include <string>

#include "difference/values.h"

namespace avouch {
namespace {

std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

bool are_same_values(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  if (left == right) return true;
  const ValueSet one(left);
  const ValueSet other(right);
  return one.has_all(other) && other.has_all(one);
}

std::map<std::string, std::vector<std::string>> by_member(const SchemaKeyword& keyword) {
  std::map<std::string, std::vector<std::string>> all;
  for (const auto& [member, needs] : keyword.dependents) all[member] = sorted(needs);
  return all;
}

bool have_same_discriminator(const SchemaKeyword& left, const SchemaKeyword& right) {
  if (left.discriminator.has_value() != right.discriminator.has_value()) return false;
  return !left.discriminator || (left.discriminator->property == right.discriminator->property &&
                                 left.discriminator->branches == right.discriminator->branches &&
                                 left.discriminator->otherwise == right.discriminator->otherwise);
}

bool have_same_xml(const SchemaNode& left, const SchemaNode& right) {
  const XmlForm none;
  const XmlForm& one = left.xml == nullptr ? none : *left.xml;
  const XmlForm& other = right.xml == nullptr ? none : *right.xml;
  return one.name == other.name && one.name_space == other.name_space && one.node_type == other.node_type;
}

}  // namespace

bool Sameness::matches(const SchemaKeyword& left, const SchemaKeyword& right,
                       std::vector<Pair>& below) const {
  if (left.kind != right.kind || left.bound != right.bound || left.branches.size() != right.branches.size() ||
      left.marks_items != right.marks_items || by_member(left) != by_member(right) ||
      !have_same_discriminator(left, right))
    return false;
  // A broken keyword may mean anything, but in two documents the same.
  if (left.kind == KeywordKind::broken) return same_text_ && same_text_(left.place, right.place);
  const bool is_ordered = left.kind == KeywordKind::format || left.kind == KeywordKind::content;
  if (is_ordered ? left.names != right.names : sorted(left.names) != sorted(right.names)) return false;
  if (!are_same_values(left.texts, right.texts)) return false;
  for (std::size_t i = 0; i < left.branches.size(); ++i) {
    const SchemaBranch& branch = left.branches[i];
    std::size_t other = i;
    if (!branch.name.empty()) {
      const auto found =
          std::find_if(right.branches.begin(), right.branches.end(),
                       [&](const SchemaBranch& candidate) { return candidate.name == branch.name; });
      if (found == right.branches.end()) return false;
      other = static_cast<std::size_t>(found - right.branches.begin());
    }
    below.emplace_back(branch.node, right.branches[other].node);
  }
  return true;
}

bool Sameness::matches(std::size_t left, std::size_t right, std::vector<Pair>& below) const {
  const SchemaNode& one = left_.nodes()[left];
  const SchemaNode& other = right_.nodes()[right];
  if (one.is_unsent != other.is_unsent || one.keywords.size() != other.keywords.size() ||
      !have_same_xml(one, other))
    return false;
  std::vector<bool> taken(other.keywords.size());
  for (const std::size_t index : one.keywords) {
    const SchemaKeyword& keyword = left_.keywords()[index];
    bool is_met = false;
    for (std::size_t i = 0; !is_met && i < other.keywords.size(); ++i) {
      const SchemaKeyword& candidate = right_.keywords()[other.keywords[i]];
      if (taken[i] || candidate.kind != keyword.kind || candidate.name != keyword.name) continue;
      std::vector<Pair> pairs;
      if (!matches(keyword, candidate, pairs)) continue;
      taken[i] = true;
      is_met = true;
      below.insert(below.end(), pairs.begin(), pairs.end());
    }
    if (!is_met) return false;
  }
  return true;
}

bool Sameness::of(std::size_t left, std::size_t right) {
  if (const auto known = known_.find({left, right}); known != known_.end()) return known->second;
  // Pairs that lead back to one of these are the same if nothing else differs (the greatest fixpoint).
  std::map<Pair, bool> assumed;
  std::vector<Pair> open = {{left, right}};
  while (!open.empty()) {
    const Pair pair = open.back();
    open.pop_back();
    if (const auto known = known_.find(pair); known != known_.end()) {
      if (known->second) continue;
      known_[{left, right}] = false;
      return false;
    }
    if (!assumed.emplace(pair, true).second) continue;
    if (++pairs_ > kMostPairs) return false;
    if (!matches(pair.first, pair.second, open)) {
      known_[pair] = false;
      known_[{left, right}] = false;
      return false;
    }
  }
  known_.merge(assumed);
  return true;
}

}  // namespace avouch
