// SPDX-License-Identifier: MIT
// Whether no value can be made because a keyword must hold and fail at once. A search for one would try every
// candidate.
//
//   if (is_contradictory(rules.holding, rules.failing)) return std::nullopt;
//
// Pure.
#pragma once

#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

// Compares what the keywords say, not which they are: alternatives often repeat a member word for word.
bool is_contradictory(const std::vector<const SchemaKeyword*>& holding,
                      const std::vector<const SchemaKeyword*>& failing);

}  // namespace avouch
