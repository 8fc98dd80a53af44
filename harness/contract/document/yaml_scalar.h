// SPDX-License-Identifier: MIT
// Plain scalars by the core schema of YAML 1.2.2 §10.3.2.
//
//   yaml_number("0x1F")->value == 31;   yaml_number("1_000") == nullopt
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace avouch {

struct YamlNumber {
  nlohmann::json value;  // an integer where 64 bits hold it, else a double
  std::string text;      // as JSON writes it, exactly; empty for an integer
};

// nullopt where it is no number of the core schema.
std::optional<YamlNumber> yaml_number(std::string_view text);

std::optional<bool> yaml_boolean(std::string_view text);
bool is_yaml_null(std::string_view text);

// .inf, -.Inf, .nan …: floats that JSON does not have.
bool is_yaml_infinity_or_nan(std::string_view text);

}  // namespace avouch
