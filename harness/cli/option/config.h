// SPDX-License-Identifier: MIT
// avouch.toml: the settings of a project, by the names of the flags.
//
//   target = "https://api.example.com"
//   user = "${API_USER}:${API_PASSWORD}"
//   exclude = ["*/cors/*"]
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"

namespace avouch {

struct ConfiguredValue {
  std::vector<std::string> texts;  // of a switch: "true" or "false"
  Place place;
  std::vector<std::pair<std::string, std::string>> substituted =
      {};  // environment variables in it: name, value
};
using Configuration = std::map<std::string, ConfiguredValue>;  // by setting's name

// `${NAME}` in a string stands for that environment variable; `$${` is a literal `${`.
// Errors, all at once, with their lines: no TOML, unknown names, values of the wrong type, variables that are
// not set.
Result<Configuration> parse_configuration(const std::string& file, std::string_view text,
                                          const Environment& environment);

}  // namespace avouch
