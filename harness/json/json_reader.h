// SPDX-License-Identifier: MIT
// JSON text as a JsonValue, and an Instance as one.
//
//   std::optional<JsonValue> value = read_json("[1.0]");      // nullopt where it is no JSON
//   JsonValue literal = json_of_text("[1.0]");                 // where it is known to be
//
// Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "json/instance.h"
#include "json/json_value.h"

namespace avouch {

// How deep a JsonValue may be nested: what works on one may recurse.
inline constexpr std::size_t kJsonDepth = 512;

// Of two members of one name the last counts. nullopt where it is no JSON, or nested deeper than kJsonDepth.
std::optional<JsonValue> read_json(std::string_view text);

// Precondition: it is JSON, and not nested deeper than that.
JsonValue json_of_text(std::string_view text);

// Precondition: it is not nested deeper than that. `lines`: of the whole instance (ParsedBody::lines), from
// which each value gets its own.
JsonValue json_of(const Value& value, const std::vector<std::uint32_t>& lines = {});

}  // namespace avouch
