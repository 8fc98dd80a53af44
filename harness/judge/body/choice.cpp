// SPDX-License-Identifier: MIT
#include "judge/body/choice.h"

#include <algorithm>
#include <map>

namespace avouch {
namespace {

// With fewer branches that are told apart, trying each is as fast.
constexpr std::size_t kFew = 8;
// References that lead from a branch to what it asserts.
constexpr int kMostReferences = 8;

// The const or enum that a value has to meet for the node to accept it; null if there is none.
const SchemaKeyword* values_of(const Schema& schema, std::size_t node) {
  for (int i = 0; i < kMostReferences; ++i) {
    std::optional<std::size_t> next;
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (keyword.kind == KeywordKind::constant || keyword.kind == KeywordKind::enumeration) return &keyword;
      if (keyword.kind == KeywordKind::reference) next = keyword.branches.front().node;
    }
    if (!next) return nullptr;
    node = *next;
  }
  return nullptr;
}

// The same for members of the value, by name.
std::map<std::string, const SchemaKeyword*> member_values_of(const Schema& schema, std::size_t node) {
  std::map<std::string, const SchemaKeyword*> found;
  for (int i = 0; i < kMostReferences; ++i) {
    std::optional<std::size_t> next;
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (keyword.kind == KeywordKind::reference) next = keyword.branches.front().node;
      if (keyword.kind != KeywordKind::properties) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (const SchemaKeyword* values = values_of(schema, branch.node)) found.emplace(branch.name, values);
      }
    }
    if (!next) break;
    node = *next;
  }
  return found;
}

}  // namespace

std::unique_ptr<const Choice> Choice::of(const Schema& schema, const SchemaKeyword& keyword) {
  if (keyword.branches.size() < kFew) return nullptr;
  std::vector<const SchemaKeyword*> tells(keyword.branches.size());
  std::size_t own = 0;
  for (std::size_t i = 0; i < tells.size(); ++i) {
    tells[i] = values_of(schema, keyword.branches[i].node);
    own += tells[i] != nullptr ? 1U : 0U;
  }
  Choice made;
  if (own < kFew) {
    std::vector<std::map<std::string, const SchemaKeyword*>> members;
    std::map<std::string, std::size_t> counts;
    for (const SchemaBranch& branch : keyword.branches) {
      members.push_back(member_values_of(schema, branch.node));
      for (const auto& [name, values] : members.back()) ++counts[name];
    }
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& left, const auto& right) {
      return left.second < right.second;
    });
    if (most == counts.end() || most->second < kFew) return nullptr;
    made.member_ = most->first;
    for (std::size_t i = 0; i < tells.size(); ++i) {
      const auto found = members[i].find(*made.member_);
      tells[i] = found == members[i].end() ? nullptr : found->second;
    }
  }
  for (std::size_t i = 0; i < tells.size(); ++i) {
    const auto branch = static_cast<std::uint32_t>(i);
    if (tells[i] == nullptr) {
      made.open_.push_back(branch);
      continue;
    }
    for (const std::string& text : tells[i]->texts)
      made.told_.push_back({hash_value(parse_body(text).instance->root()), branch});
  }
  std::sort(made.told_.begin(), made.told_.end());
  return std::make_unique<const Choice>(std::move(made));
}

bool Choice::find(const Value& value, std::vector<std::uint32_t>& found) const {
  std::optional<Value> told = value;
  if (member_) {
    if (value.kind() != ValueKind::object) return false;
    told = value.find(*member_);
  }
  // Reading a large value for its hash costs more than trying the alternatives.
  if (!told || told->kind() >= ValueKind::array) return false;
  const std::uint64_t hash = hash_value(*told);
  found = open_;
  const auto less = [](const Told& one, std::uint64_t wanted) { return one.hash < wanted; };
  for (auto one = std::lower_bound(told_.begin(), told_.end(), hash, less);
       one != told_.end() && one->hash == hash; ++one)
    found.push_back(one->branch);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return true;
}

}  // namespace avouch
