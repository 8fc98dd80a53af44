// SPDX-License-Identifier: MIT
// The kinds of value that a schema expects at a place, for text without a type.
//
//   kinds_at(schema, {.of = ValuePosition::Of::item, .index = 0}).meant() == mask_of(ValueKind::number)
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "contract/schema/schema.h"
#include "json/value_kind.h"

namespace avouch {

// The whole value, or a direct part of it.
struct ValuePosition {
  enum class Of { whole, item, member };
  Of of = Of::whole;
  std::size_t index = 0;       // for an item
  std::string_view name = {};  // for a member
};

struct Kinds {
  KindMask accepted = kEveryKind;  // by `type`, `enum` and `const`
  KindMask spoken_of = 0;          // by keywords that apply to one kind only: `maximum`, `items`
  bool has_fractions = true;       // whether numbers may have fractions
  bool has_choices = false;        // whether alternatives expect different kinds

  void restrict(const Kinds& other);
  void widen(const Kinds& other);
  // How a text is interpreted; every kind if the schema does not restrict it.
  KindMask meant() const { return accepted == kEveryKind && spoken_of != 0 ? spoken_of : accepted; }
  // Whether a text may have another meaning: keywords that apply to one kind only would let others pass.
  bool is_open() const { return accepted != kEveryKind || spoken_of == 0 || has_choices; }
};

// Follows references, allOf, anyOf and oneOf, but not conditions. For a null schema: every kind.
Kinds kinds_at(const Schema* schema, const ValuePosition& position);

// The kinds of value that a node of the schema expects.
Kinds kinds_of_node(const Schema& schema, std::size_t node);

// The only branch of an anyOf or a oneOf that a value of that kind may match, such as the object in
// `anyOf: [{type: object}, {type: "null"}]`; nullopt if several or none may.
std::optional<std::size_t> branch_for_kind(const Schema& schema, const SchemaKeyword& choice, ValueKind kind);

}  // namespace avouch
