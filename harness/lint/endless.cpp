// SPDX-License-Identifier: MIT
// Recursive schemas that need infinite values: each value must contain another value of the same schema.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "lint/conjunction.h"
#include "lint/rules.h"

namespace avouch {
namespace {

using Nodes = std::vector<std::size_t>;

// Returns the schemas of the parts that every value of a node has.
Nodes parts_of(const Schema& schema, std::size_t node) {
  const Conjunction all(schema, node);
  Nodes found;
  if (all.kinds() == mask_of(ValueKind::object)) {
    for (const SchemaKeyword* keyword : all.keywords()) {
      if (keyword->kind != KeywordKind::required) continue;
      for (const std::string& name : keyword->names) {
        for (const std::size_t below : all.properties(name)) found.push_back(below);
      }
    }
  }
  const SchemaKeyword* least = all.highest(KeywordKind::min_items);
  const SchemaKeyword* items = all.first(KeywordKind::items);
  const bool has_items = least != nullptr && least->bound > 0 && items != nullptr &&
                         all.first(KeywordKind::prefix_items) == nullptr;
  if (all.kinds() == mask_of(ValueKind::array) && has_items) found.push_back(items->branches.front().node);
  return found;
}

// Returns whether this schema object itself requires the part. Otherwise another one in the cycle does.
bool demands(const Schema& schema, std::size_t node) {
  const std::vector<std::size_t>& keywords = schema.nodes()[node].keywords;
  return std::any_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
    const KeywordKind kind = schema.keywords()[index].kind;
    return kind == KeywordKind::required || kind == KeywordKind::min_items;
  });
}

// The nodes of a schema that lead back to themselves through such parts.
class Circles {
 public:
  explicit Circles(const Schema& schema) : schema_(schema) {}

  bool has(std::size_t node) {
    std::set<std::size_t> seen;
    Nodes open = below(node);
    while (!open.empty()) {
      const std::size_t next = open.back();
      open.pop_back();
      if (!seen.insert(next).second) continue;
      if (Conjunction(schema_, next).has(node)) return true;
      const Nodes& further = below(next);
      open.insert(open.end(), further.begin(), further.end());
    }
    return false;
  }

 private:
  const Nodes& below(std::size_t node) {
    const auto known = below_.find(node);
    if (known != below_.end()) return known->second;
    return below_.emplace(node, parts_of(schema_, node)).first->second;
  }

  const Schema& schema_;
  std::map<std::size_t, Nodes> below_;
};

}  // namespace

void check_endless(LintSubject& subject) {
  std::map<const Schema*, Circles> known;
  for (const SchemaPart& part : subject.parts()) {
    if (!demands(*part.schema, part.node)) continue;
    Circles& circles = known.try_emplace(part.schema.get(), *part.schema).first->second;
    if (!circles.has(part.node)) continue;
    subject.report(
        {.rule = "endless-schema",
         .severity = LintFinding::Severity::error,
         .place = part.place(),
         .message = "every value would have to contain another value of this schema, without end",
         .hint = "End the recursion: take the member out of `required`, or allow an empty array."});
  }
}

}  // namespace avouch
