// SPDX-License-Identifier: MIT
// Recursive schemas that need infinite values: each value must contain another value of the same schema.
#include <algorithm>
#include <map>
#include <memory>
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

// The nodes of a schema that lead back to themselves through such parts: the strongly connected components of
// the graph of parts (Tarjan, 1972). Linear in the parts.
class Circles {
 public:
  explicit Circles(const Schema& schema)
      : schema_(schema),
        order_(schema.nodes().size(), kUnseen),
        lowest_(schema.nodes().size()),
        is_done_(schema.nodes().size()),
        is_in_circle_(schema.nodes().size()) {}

  bool has(std::size_t node) {
    if (order_[node] == kUnseen) search(node);
    return is_in_circle_[node];
  }

 private:
  static constexpr std::size_t kUnseen = static_cast<std::size_t>(-1);

  struct Visit {
    std::size_t node = 0;
    Nodes below;
    std::size_t next = 0;  // of those below
  };

  // The nodes that a part of the node is a value of.
  Nodes below(std::size_t node) const {
    Nodes all;
    for (const std::size_t part : parts_of(schema_, node)) {
      const Conjunction joined(schema_, part);
      all.insert(all.end(), joined.nodes().begin(), joined.nodes().end());
    }
    return all;
  }

  void enter(std::size_t node) {
    order_[node] = lowest_[node] = count_++;
    open_.push_back(node);
    visits_.push_back({.node = node, .below = below(node)});
  }

  void search(std::size_t root) {
    enter(root);
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      const std::size_t node = visit.node;
      if (visit.next < visit.below.size()) {
        const std::size_t part = visit.below[visit.next++];
        if (part == node) is_in_circle_[node] = true;
        if (order_[part] == kUnseen)
          enter(part);  // which moves `visit`
        else if (!is_done_[part])
          lowest_[node] = std::min(lowest_[node], order_[part]);
        continue;
      }
      visits_.pop_back();
      if (!visits_.empty())
        lowest_[visits_.back().node] = std::min(lowest_[visits_.back().node], lowest_[node]);
      if (lowest_[node] == order_[node]) close(node);
    }
  }

  // The component whose first node that is.
  void close(std::size_t first) {
    const bool is_circle = open_.back() != first;
    for (bool is_last = false; !is_last; open_.pop_back()) {
      is_last = open_.back() == first;
      is_done_[open_.back()] = true;
      if (is_circle) is_in_circle_[open_.back()] = true;
    }
  }

  const Schema& schema_;
  std::size_t count_ = 0;
  std::vector<std::size_t> order_;   // by node: when it was seen first
  std::vector<std::size_t> lowest_;  // by node: the first one of those that it leads back to
  std::vector<bool> is_done_;        // by node: its component is known
  std::vector<bool> is_in_circle_;
  Nodes open_;  // seen, of a component that is not known yet
  std::vector<Visit> visits_;
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
