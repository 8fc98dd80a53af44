// SPDX-License-Identifier: MIT
// All keywords that one value must satisfy at once: those of a schema, of its allOf and of its references.
//
//   const Conjunction all(*part.schema, part.node);
//   all.first(KeywordKind::max_items)
//
// Of more than kMostJoined schemas, it has the first ones: what these exclude is excluded.
//
// Keeps a reference to the schema, which must outlive it. Not thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "contract/schema/schema.h"
#include "judge/body/kinds.h"

namespace avouch {

class Conjunction {
 public:
  static constexpr std::size_t kMostJoined = 256;

  Conjunction(const Schema& schema, std::size_t node) : Conjunction(schema, std::vector{node}) {}
  // Combines several schemas for the same value.
  Conjunction(const Schema& schema, std::vector<std::size_t> nodes);

  const std::vector<const SchemaKeyword*>& keywords() const { return keywords_; }
  // Returns nullptr if no keyword has that kind.
  const SchemaKeyword* first(KeywordKind kind) const;
  // Return the keyword of that kind with the highest or lowest bound; nullptr if none has that kind.
  const SchemaKeyword* highest(KeywordKind kind) const;
  const SchemaKeyword* lowest(KeywordKind kind) const;
  // Returns the types that all schemas admit; every kind if no schema limits them.
  KindMask kinds() const { return kinds_; }
  // Returns the schemas that a member with that name must satisfy, by `properties` alone.
  std::vector<std::size_t> properties(std::string_view name) const;
  // Returns the `additionalProperties: false` that forbids the member; nullptr if it is allowed. A pattern
  // that Avouch cannot match counts as a match.
  const SchemaKeyword* closed_to(const std::string& name) const;
  // Returns the maximum number of members that an additionalProperties allows together with the keywords
  // beside it; nullopt if it sets no maximum.
  std::optional<std::size_t> most_members(const SchemaKeyword& additional) const;
  bool has(std::size_t node) const;
  const std::vector<std::size_t>& nodes() const { return nodes_; }

  // Returns whether the schema is `true` or {}.
  static bool allows_anything(const Schema& schema, std::size_t node);
  // Returns whether no value satisfies the schema. Checks only `false`, `not`, `enum` and branches.
  static bool allows_nothing(const Schema& schema, std::size_t node);

 private:
  // By node. One that is being looked at counts as allowing something.
  using KnownNodes = std::unordered_map<std::size_t, bool>;
  static bool allows_nothing(const Schema& schema, std::size_t node, int depth, KnownNodes& known);

  const Schema& schema_;
  std::vector<std::size_t> nodes_;
  std::vector<const SchemaKeyword*> keywords_;
  KindMask kinds_ = kEveryKind;
  mutable std::size_t tries_ = 0;  // of names against patterns
};

}  // namespace avouch
