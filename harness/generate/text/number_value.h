// SPDX-License-Identifier: MIT
// Generates numbers that satisfy several keywords exactly.
//
// Pure, except that it consumes random numbers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "contract/schema/schema.h"
#include "generate/maker/taste.h"

namespace avouch {

struct NumberRules {
  enum class Whole { any, whole, written, fraction };  // written: without a decimal point or exponent

  Whole whole = Whole::any;
  // Keywords of the schema: bounds, multipleOf and formats of numbers; those that must hold, and those that
  // must fail.
  std::vector<const SchemaKeyword*> holding;
  std::vector<const SchemaKeyword*> failing;

  bool allow(const std::string& text) const;
};

// Returns JSON text; nullopt if none was found. `avoided` are numbers already in use, as written.
std::optional<std::string> make_number(const NumberRules& rules, const Taste& taste, Random& random,
                                       const std::vector<std::string>& avoided = {});

}  // namespace avouch
