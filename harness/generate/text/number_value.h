// SPDX-License-Identifier: MIT
// Numbers that satisfy all that is said of them at once, exactly.
//
// Pure, but for the random numbers that it takes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "contract/schema/schema.h"
#include "generate/maker/taste.h"

namespace avouch {

struct NumberRules {
  enum class Whole { any, whole, written, fraction };  // written: without a point or an exponent

  Whole whole = Whole::any;
  // Of the schema: bounds, multipleOf and formats of numbers; what must hold, and what must not.
  std::vector<const SchemaKeyword*> holding;
  std::vector<const SchemaKeyword*> failing;

  bool allow(const std::string& text) const;
};

// JSON text; nullopt where none was found. `avoided`: numbers that others have already, as written.
std::optional<std::string> make_number(const NumberRules& rules, const Taste& taste, Random& random,
                                       const std::vector<std::string>& avoided = {});

}  // namespace avouch
