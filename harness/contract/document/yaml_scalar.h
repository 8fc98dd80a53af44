// SPDX-License-Identifier: MIT
// Plain scalars by the core schema of YAML 1.2.2 §10.3.2.
//
//   yaml_number("0x1F") == "31";   yaml_number("1_000") == nullopt
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// The number as JSON writes it: as it stands where that is JSON already, else the same digits in JSON's
// spelling. nullopt where it is no number of the core schema, or one in base 8 or 16 of more than 4,000
// digits.
std::optional<std::string> yaml_number(std::string_view text);

std::optional<bool> yaml_boolean(std::string_view text);
bool is_yaml_null(std::string_view text);

// .inf, -.Inf, .nan …: floats that JSON does not have.
bool is_yaml_infinity_or_nan(std::string_view text);

}  // namespace avouch
