// SPDX-License-Identifier: MIT
// A schema prepared for judging: the checks of each node, in the order in which they are applied.
//
// Immutable; thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"
#include "judge/body/choice.h"
#include "judge/body/keyword.h"
#include "judge/body/name_patterns.h"
#include "judge/body/word_map.h"
#include "pattern/pattern.h"

namespace avouch {

// The maximum number of places that drift and discriminator clauses report for one body.
inline constexpr std::size_t kReported = 1'000;

// A node's rules for the members of an object and the items of an array.
struct MemberRules {
  std::vector<std::pair<std::string, std::size_t>> properties;  // name, node
  WordMap by_name;                                              // name -> index of properties
  NamePatterns patterns;
  std::size_t patterns_keyword = kNoKeyword;  // that has them
  std::optional<std::size_t> additional;
};

struct ItemRules {
  std::vector<std::size_t> prefix;
  std::optional<std::size_t> rest;

  // The node for the item at that index; nullopt if none applies.
  std::optional<std::size_t> node_of(std::size_t index) const {
    return index < prefix.size() ? std::optional(prefix[index]) : rest;
  }
};

struct BodyNode {
  std::vector<std::size_t> types;        // keywords: never and type, checked first
  std::vector<std::size_t> assertions;   // the other keywords that check one value
  std::vector<std::size_t> contents;     // keywords: content with a contentSchema
  std::vector<std::size_t> in_place;     // applicators to the value itself
  std::unique_ptr<MemberRules> members;  // null if the node has none
  std::unique_ptr<ItemRules> items;
  std::optional<std::size_t> names;              // keyword of property_names
  std::vector<std::size_t> contains;             // keywords
  std::optional<std::size_t> unevaluated_items;  // keywords
  std::optional<std::size_t> unevaluated_properties;
  // Keywords `never` of the members that an object may not have, and of the items that an array may not have:
  // each object or array shows whether it has any.
  std::vector<std::size_t> absent_members;
  std::vector<std::size_t> absent_items;

  bool needs_marks() const { return unevaluated_items || unevaluated_properties; }
};

// Whether what the keyword costs depends on more than the length of a scalar.
bool is_costly(KeywordKind kind);

struct BodyJudge::Program {
  std::shared_ptr<const Schema> schema;
  std::vector<BodyKeyword> assertions;  // by keyword
  std::vector<BodyNode> nodes;
  std::vector<std::unique_ptr<const Choice>> choices;  // by keyword; null: each alternative is tried
  std::vector<bool> leads_to_names;                    // by node: contract/schema/discriminator.h
  std::vector<ContractFault> faults;  // by node: of a broken keyword at or below it; empty if there is none
  std::size_t costly_keywords = 0;    // that may have steps of their own: BodyEvaluation::part()
  bool asserts_formats = true;
  bool asserts_content = false;

  const SchemaKeyword& keyword(std::size_t index) const { return schema->keywords()[index]; }
  // Why the result of a node, or of a keyword, may be unknown; null if only a budget can be the reason.
  ContractFault fault_at(std::size_t node) const { return faults.empty() ? nullptr : faults[node]; }
  ContractFault fault_below(const SchemaKeyword& keyword) const;

  static Result<std::unique_ptr<const Program>> make(std::shared_ptr<const Schema> schema,
                                                     const JudgeOptions& options);
};

}  // namespace avouch
