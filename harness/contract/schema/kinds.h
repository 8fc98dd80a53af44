// SPDX-License-Identifier: MIT
// Which kinds of value a schema wants at a place, for text that does not say its kind itself.
//
//   kinds_at(schema, {.of = ValuePosition::Of::item, .index = 0}).meant() == mask_of(ValueKind::number)
//
// Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <string_view>

#include "contract/schema/schema.h"
#include "json/value_kind.h"

namespace avouch {

// The whole value, or what stands directly in it.
struct ValuePosition {
  enum class Of { whole, item, member };
  Of of = Of::whole;
  std::size_t index = 0;       // of an item
  std::string_view name = {};  // of a member
};

struct Kinds {
  KindMask accepted = kEveryKind;  // by `type`, `enum` and `const`
  KindMask spoken_of = 0;          // by keywords that speak of one kind alone: `maximum`, `items`
  bool has_fractions = true;       // whether a number may have one
  bool has_choices = false;        // whether alternatives mean different kinds

  void restrict(const Kinds& other);
  void widen(const Kinds& other);
  // What a text is taken for; every kind where the schema says nothing.
  KindMask meant() const { return accepted == kEveryKind && spoken_of != 0 ? spoken_of : accepted; }
  // Whether a text may be meant otherwise: what keywords speak of one kind alone would let others pass.
  bool is_open() const { return accepted != kEveryKind || spoken_of == 0 || has_choices; }
};

// Through references, allOf, anyOf and oneOf; not through conditions. Of a null schema: every kind.
Kinds kinds_at(const Schema* schema, const ValuePosition& position);

}  // namespace avouch
