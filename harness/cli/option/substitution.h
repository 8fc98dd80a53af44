// SPDX-License-Identifier: MIT
// Environment variables in the texts of configuration files.
//
//   substituted("${HOST}/v1", environment).text == "a.example/v1"
//   substituted("$${HOST}", environment).text == "${HOST}"
//
// Pure, apart from the environment.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/option/options.h"

namespace avouch {

struct Substituted {
  std::string text;
  std::vector<std::pair<std::string, std::string>> used = {};  // name, value
  std::vector<std::string> unset = {};                         // names; each leaves nothing in the text
};

Substituted substituted(std::string_view text, const Environment& environment);

}  // namespace avouch
