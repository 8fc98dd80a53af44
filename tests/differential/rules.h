// SPDX-License-Identifier: MIT
// Why ajv and our judge may disagree: each rule names what the pair has, and the section that makes our
// answer the right one.
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
