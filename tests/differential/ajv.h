// SPDX-License-Identifier: MIT
// Runs ajv in node. It is found through AVOUCH_AJV, or installed once into the build folder.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace avouch::differential {

// The folder with node_modules. Errors: why there is none.
Result<std::string> ajv_folder();

enum class AjvSays { valid, invalid, refused };

struct AjvVerdict {
  AjvSays says = AjvSays::refused;
  std::string why;  // of a refusal
};

// Of each line of `lines`. Errors: ajv could not be run, or did not answer.
Result<std::vector<AjvVerdict>> ajv_verdicts(const std::string& folder, const std::string& lines);

}  // namespace avouch::differential
