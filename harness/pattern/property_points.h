// SPDX-License-Identifier: MIT
// Characters that have a Unicode property: not all of them, some of each script, as the engine says.
//
//   Result<Pattern> letters = Pattern::compile("\\p{L}");
//   property_points(*letters).holds('a')
#pragma once

#include "pattern/code_points.h"
#include "pattern/pattern.h"

namespace avouch {

// Of one character that the pattern matches. Empty where there is none at all.
CodePoints property_points(const Pattern& pattern);

}  // namespace avouch
