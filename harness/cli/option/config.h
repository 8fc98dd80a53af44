// SPDX-License-Identifier: MIT
// Reads avouch.toml: the settings of a project, with the names of the flags.
//
//   contract = "api.yaml"
//   target = "https://api.example.com"
//   user = "${API_USER}:${API_PASSWORD}"
//   exclude = ["*/cors/*"]
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"
#include "json/json_value.h"

namespace avouch {

struct ConfiguredValue {
  std::vector<std::string> texts;  // for a switch: "true" or "false"
  Place place;
  std::vector<std::pair<std::string, std::string>> substituted =
      {};                                // environment variables in it: name, value
  std::optional<JsonValue> tables = {};  // for [[waivers]]; then there are no texts
};
using Configuration = std::map<std::string, ConfiguredValue>;  // by name of the setting

// Replaces `${NAME}` in a string by that environment variable; `$${` stands for a literal `${`. Errors, all
// at once, with their lines: invalid TOML, unknown names, values of the wrong type, unset variables.
Result<Configuration> parse_configuration(const std::string& file, std::string_view text,
                                          const Environment& environment);

}  // namespace avouch
