// SPDX-License-Identifier: MIT
// Accepted differences between ajv and our judge. Each rule names a property of the pair and the section that
// justifies our result.
#pragma once

#include <span>
#include <string_view>

#include "ajv.h"
#include "pairs.h"

namespace avouch::differential {

struct Disagreement {
  const Case& test;
  const Json& instance;
  bool ours = false;
  AjvVerdict ajv;
};

struct Rule {
  std::string_view name;
  std::string_view section;
  bool (*explains)(const Disagreement&);
};

std::span<const Rule> rules();

// nullptr where none explains it.
const Rule* rule_of(const Disagreement& disagreement);

}  // namespace avouch::differential
