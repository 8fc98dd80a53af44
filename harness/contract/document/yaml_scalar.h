// SPDX-License-Identifier: MIT
// Parses plain scalars by the core schema of YAML 1.2.2 §10.3.2.
//
//   yaml_number("0x1F") == "31";   yaml_number("1_000") == nullopt
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// The number as JSON text: unchanged if it is a JSON number already, otherwise the same digits in JSON's
// syntax. nullopt if it is no number of the core schema, or a number in base 8 or 16 of more than 4,000
// digits.
std::optional<std::string> yaml_number(std::string_view text);

std::optional<bool> yaml_boolean(std::string_view text);
bool is_yaml_null(std::string_view text);

// .inf, -.Inf, .nan …: floats that JSON does not have.
bool is_yaml_infinity_or_nan(std::string_view text);

}  // namespace avouch
