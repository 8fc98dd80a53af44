// SPDX-License-Identifier: MIT
// What schemas grant about one value: the premises of an implication (difference/implication.h).
//
//   const Given given = Given::of(schema, {0});
//   given.kinds().accepted == mask_of(ValueKind::string)
//
// All of `nodes` apply to the value. They include those that references and allOf lead to. Refers to the
// schema, which must outlive it. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "json/decimal.h"
#include "pattern/shelf.h"

namespace avouch {

// A limit of a range of numbers.
struct NumberLimit {
  Decimal number;
  bool is_exclusive = false;
};

class Given {
 public:
  static Given of(const Schema& schema, std::vector<std::size_t> nodes);

  const Schema& schema() const { return *schema_; }
  const std::vector<std::size_t>& nodes() const { return nodes_; }  // sorted
  KindMask mask() const { return mask_; }
  bool is_empty() const { return nodes_.empty(); }  // nothing describes the value

  // The same value, if it is also of one of those kinds; if a choice took that branch.
  Given limited_to(KindMask kinds) const;
  Given with_branch(std::size_t choice, std::size_t branch) const;

  std::vector<const SchemaKeyword*> all(KeywordKind kind) const;
  const SchemaKeyword* first(KeywordKind kind) const;  // nullptr if there is none
  bool has(KeywordKind kind) const { return first(kind) != nullptr; }
  // Indices of anyOf and oneOf whose branch is not chosen yet, and what was chosen.
  std::vector<std::size_t> choices() const;
  const std::vector<SchemaUse>& chosen() const { return chosen_; }

  const Kinds& kinds() const { return kinds_; }
  bool is_only_integers() const;  // no number with a fraction
  bool is_never() const;          // no value satisfies it, as far as `false` and types tell
  bool is_unsent() const;
  // All values that it may have, as JSON texts, if there are finitely many: enum, const, booleans and null.
  // Also few integers between limits. `tried`: choices that are not looked into.
  std::optional<std::vector<std::string>> values(std::vector<std::size_t> tried = {}) const;

  std::optional<NumberLimit> lowest() const;
  std::optional<NumberLimit> highest() const;
  // The strictest bound; nullopt if there is none.
  std::optional<std::uint64_t> most(KeywordKind maximum) const;
  std::uint64_t fewest(KeywordKind minimum) const;

  bool requires_member(std::string_view name) const;
  // All names that members may have, if they are finitely many: the object is closed. Some of them may be
  // impossible for other reasons.
  std::optional<std::vector<std::string>> closed_members() const;

  struct Member {
    std::vector<std::size_t> nodes;  // that apply to the member
    bool is_named = false;           // properties or patternProperties describe it
  };
  Member member(const std::string& name, PatternShelf& patterns) const;
  // The names in `properties`; with those of the branches of its choices.
  std::vector<std::string> members(bool with_choices) const;
  // The schemas of members that nothing names: additionalProperties. Empty: it says nothing about them.
  std::vector<std::size_t> other_members() const;
  std::vector<std::size_t> item(std::size_t index) const;
  // The schemas of items after that many.
  std::vector<std::size_t> items_after(std::size_t count) const;

  // Whether the value may satisfy what one of those keywords demands because of others: the bounds of a
  // pattern, a condition, a choice. Then a comparison of keywords proves nothing.
  bool is_entangled(KeywordKind kind) const;

 private:
  KindMask possible_kinds() const;
  std::optional<std::uint64_t> most_distinct_items() const;
  std::optional<std::vector<std::string>> few_integers() const;

  Given(const Schema& schema, std::vector<std::size_t> nodes, KindMask mask, std::vector<SchemaUse> chosen);

  template <class Use>
  void each(const Use& use) const {
    for (const std::size_t node : nodes_) {
      for (const std::size_t keyword : schema_->nodes()[node].keywords) use(schema_->keywords()[keyword]);
    }
  }

  const Schema* schema_;
  std::vector<std::size_t> nodes_;
  KindMask mask_ = kEveryKind;
  Kinds kinds_;
  std::vector<SchemaUse> chosen_;  // choices whose branch is among the nodes
};

// The branch of additionalProperties and items that says nothing: {} or true.
bool says_nothing(const Schema& schema, std::size_t node);
// false, or {"not": {}} written as false.
bool allows_nothing(const Schema& schema, std::size_t node);

// Whether the two cannot describe one value: other kinds, other values, or a member with other values that
// one of them requires.
bool are_disjoint(const Given& left, const Given& right, PatternShelf& patterns);

}  // namespace avouch
