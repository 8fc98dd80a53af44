// SPDX-License-Identifier: MIT
// What \d, \w and \s stand for: the same in every mode of ECMA-262, whatever Unicode says.
//
//   shorthand_points(PatternMember::Kind::digit).holds('7')
#pragma once

#include "pattern/code_points.h"
#include "pattern/tree.h"

namespace avouch {

// Precondition: digit, word or space.
const CodePoints& shorthand_points(PatternMember::Kind kind);

}  // namespace avouch
