// SPDX-License-Identifier: MIT
// Sets of kinds of JSON value, and which of them a keyword speaks of.
//
//   kinds_of(keyword) == mask_of(ValueKind::string)   // of maxLength
//
// Pure; any thread may call it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "contract/schema.h"
#include "judge/instance.h"

namespace avouch {

// A bit for each ValueKind.
using KindMask = std::uint8_t;
constexpr KindMask mask_of(ValueKind kind) {
  return static_cast<KindMask>(1U << static_cast<unsigned>(kind));
}
inline constexpr KindMask kEveryKind = 0x3F;

// Of JSON Schema's types, as `type` names them; an integer is a number.
KindMask kinds_of_types(const std::vector<std::string>& types);

// The kinds of value that the keyword speaks of: others pass it (2020-12 Validation §6). Every kind where it
// speaks of all. A format that is not known counts as one of strings.
KindMask kinds_of(const SchemaKeyword& keyword);

}  // namespace avouch
