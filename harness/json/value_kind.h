// SPDX-License-Identifier: MIT
// The kinds of JSON value, and sets of kinds.
//
//   kinds_of_types({"integer", "null"})   // {number, null}
//
// Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

enum class ValueKind : std::uint8_t { null, boolean, number, string, array, object };

constexpr bool is_container(ValueKind kind) {
  return kind == ValueKind::array || kind == ValueKind::object;
}

// "null", "a boolean", "a number", "a string", "an array", "an object".
std::string_view to_string(ValueKind kind);

// The same without an article: the type names of JSON Schema.
std::string_view type_name(ValueKind kind);

// One bit per ValueKind.
using KindMask = std::uint8_t;
constexpr KindMask mask_of(ValueKind kind) {
  return static_cast<KindMask>(1U << static_cast<unsigned>(kind));
}
inline constexpr KindMask kEveryKind = 0x3F;

// The kinds of JSON Schema's type names, as in `type`. An integer is a number.
KindMask kinds_of_types(const std::vector<std::string>& types);

}  // namespace avouch
