// SPDX-License-Identifier: MIT
// What one value must meet all at once: the keywords of a schema, and those of its allOf and its references.
//
//   const Conjunction all(*part.schema, part.node);
//   all.first(KeywordKind::max_items)
//
// Refers to the schema, which outlives it. Built and used by one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/schema/schema.h"
#include "judge/body/kinds.h"

namespace avouch {

class Conjunction {
 public:
  Conjunction(const Schema& schema, std::size_t node) : Conjunction(schema, std::vector{node}) {}
  // Of several schemas that speak of the same value.
  Conjunction(const Schema& schema, std::vector<std::size_t> nodes);

  const std::vector<const SchemaKeyword*>& keywords() const { return keywords_; }
  // nullptr where there is none.
  const SchemaKeyword* first(KeywordKind kind) const;
  // The highest bound, or the lowest, of the keywords of that kind; nullptr where there is none.
  const SchemaKeyword* highest(KeywordKind kind) const;
  const SchemaKeyword* lowest(KeywordKind kind) const;
  // The types that all of them admit; every kind where none limits them.
  KindMask kinds() const { return kinds_; }
  // The schemas that a member of that name must meet, by `properties` alone.
  std::vector<std::size_t> properties(std::string_view name) const;
  // The `additionalProperties: false` that leaves no room for the member; nullptr where it may be. Patterns
  // that cannot be matched are taken to match.
  const SchemaKeyword* closed_to(const std::string& name) const;
  // How many members an additionalProperties and what stands beside it allow at most; nullopt where any
  // number.
  std::optional<std::size_t> most_members(const SchemaKeyword& additional) const;
  bool has(std::size_t node) const;

  // `true`, or {}.
  static bool allows_anything(const Schema& schema, std::size_t node);
  // Whether no value at all satisfies the schema, as far as a look at `false`, `not`, `enum` and branches
  // tells.
  static bool allows_nothing(const Schema& schema, std::size_t node, int depth = 0);

 private:
  const Schema& schema_;
  std::vector<std::size_t> nodes_;
  std::vector<const SchemaKeyword*> keywords_;
  KindMask kinds_ = kEveryKind;
};

}  // namespace avouch
