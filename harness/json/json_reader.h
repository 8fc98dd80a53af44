// SPDX-License-Identifier: MIT
// Converts JSON text, or an Instance, to a JsonValue.
//
//   std::optional<JsonValue> value = read_json("[1.0]");      // nullopt if it is not JSON
//   JsonValue literal = json_of_text("[1.0]");                 // if it is known to be JSON
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "json/instance.h"
#include "json/json_value.h"

namespace avouch {

// Maximum nesting of a JsonValue, so code that works on one may recurse.
inline constexpr std::size_t kJsonDepth = 512;

// If members have the same name, the last one counts. nullopt if the text is not JSON or is nested deeper
// than kJsonDepth.
std::optional<JsonValue> read_json(std::string_view text);

// Precondition: the text is JSON and is not nested deeper than kJsonDepth.
JsonValue json_of_text(std::string_view text);

// Precondition: the value is not nested deeper than kJsonDepth. `lines` are those of the whole instance
// (ParsedBody::lines); each value gets its own line from there.
JsonValue json_of(const Value& value, const std::vector<std::uint32_t>& lines = {});

// What json_of() would weigh, in bytes, with the space that texts and arrays are given.
std::size_t weight_of(const Value& value);

}  // namespace avouch
