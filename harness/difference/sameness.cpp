// SPDX-License-Identifier: MIT
#include "difference/sameness.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/steps.h"
#include "contract/schema/names.h"
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
      const std::optional<std::size_t> found = branch_named(right_, right, branch.name);
      if (!found) return false;
      other = *found;
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

// Sums, so that an order that makes no difference makes none here.
std::uint64_t Sameness::Shapes::of(std::size_t node, std::size_t levels) {
  const auto [known, is_new] = known_.try_emplace({node, levels}, 0);
  if (!is_new) return known->second;
  count_steps(1);
  const SchemaNode& at = schema_.nodes()[node];
  std::uint64_t shape = at.is_unsent ? 1 : 2;
  for (const std::size_t index : at.keywords) shape += of_keyword(schema_.keywords()[index], levels);
  return known_[{node, levels}] = shape;
}

std::uint64_t Sameness::Shapes::of_keyword(const SchemaKeyword& keyword, std::size_t levels) {
  const std::hash<std::string> hash;
  const auto mixed = [](std::uint64_t left, std::uint64_t right) {
    return (left ^ (right + 0x9E3779B97F4A7C15U + (left << 6U) + (left >> 2U))) * 0xFF51AFD7ED558CCDU;
  };
  std::uint64_t shape = mixed(static_cast<std::uint64_t>(keyword.kind), hash(keyword.name));
  if (keyword.kind == KeywordKind::broken) return shape;
  shape = mixed(mixed(shape, keyword.bound), keyword.branches.size());
  std::uint64_t parts = 0;
  for (const std::string& name : keyword.names) parts += hash(name);
  std::set<std::string> values;
  for (const std::string& text : keyword.texts) values.insert(normal_text(text));
  for (const std::string& value : values) parts += hash(value);
  for (std::size_t i = 0; i < keyword.branches.size(); ++i) {
    const SchemaBranch& branch = keyword.branches[i];
    const std::uint64_t place = branch.name.empty() ? i : hash(branch.name);
    parts += mixed(place, levels == 0 ? 0 : of(branch.node, levels - 1));
  }
  return mixed(shape, parts);
}

bool Sameness::of(std::size_t left, std::size_t right) {
  if (const auto known = known_.find({left, right}); known != known_.end()) return known->second;
  if (left_shapes_.of(left) != right_shapes_.of(right)) return false;
  // Pairs that lead back to one of these are the same if nothing else differs (the greatest fixpoint).
  std::map<Pair, Pair> assumed;  // with the pair that led to each
  std::vector<std::pair<Pair, Pair>> open = {{{left, right}, {left, right}}};
  // What led to a pair that differs differs, too.
  const auto differ = [&](Pair pair) {
    for (known_[pair] = false; pair != Pair(left, right); known_[pair] = false) pair = assumed.at(pair);
    return false;
  };
  while (!open.empty()) {
    const auto [pair, above] = open.back();
    open.pop_back();
    if (const auto known = known_.find(pair); known != known_.end()) {
      if (known->second) continue;
      return differ(above);
    }
    if (!assumed.emplace(pair, above).second) continue;
    count_steps(1);
    if (++pairs_ > kMostPairs) return false;
    std::vector<Pair> below;
    if (!matches(pair.first, pair.second, below)) return differ(pair);
    for (const Pair& one : below) open.emplace_back(one, pair);
  }
  for (const auto& [pair, above] : assumed) known_.emplace(pair, true);
  return true;
}

}  // namespace avouch
