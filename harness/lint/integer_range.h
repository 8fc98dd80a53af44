// SPDX-License-Identifier: MIT
// Ranges of numbers that must contain an integer.
//
//   may_hold_an_integer(*exclusive_minimum, *exclusive_maximum)   // not between 0 and 1
//
// Pure and thread-safe.
#pragma once

#include "contract/schema/schema.h"

namespace avouch {

// Returns whether the keyword is a `type` that admits integers and no other numbers.
bool takes_integers(const SchemaKeyword* keyword);

// Returns whether an integer satisfies both limits. Also true if the limits are so large that a double cannot
// distinguish integers.
bool may_hold_an_integer(const SchemaKeyword& least, const SchemaKeyword& most);

}  // namespace avouch
