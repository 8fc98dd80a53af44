// SPDX-License-Identifier: MIT
// Ranges of numbers where only whole ones count.
//
//   may_hold_an_integer(*exclusive_minimum, *exclusive_maximum)   // not between 0 and 1
//
// Pure; any thread may call it.
#pragma once

#include "contract/schema/schema.h"

namespace avouch {

// Whether the keyword is a `type` that lets no number pass but whole ones.
bool takes_integers(const SchemaKeyword* keyword);

// Whether some integer meets a lower limit and an upper one; true also where they lie so far out that a
// double cannot tell integers apart.
bool may_hold_an_integer(const SchemaKeyword& least, const SchemaKeyword& most);

}  // namespace avouch
