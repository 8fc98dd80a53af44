// SPDX-License-Identifier: MIT
// The characters of \d, \w and \s: the same in every mode of ECMA-262, independent of Unicode.
//
//   shorthand_points(PatternMember::Kind::digit).holds('7')
#pragma once

#include "pattern/code_points.h"
#include "pattern/tree.h"

namespace avouch {

// Precondition: digit, word or space.
const CodePoints& shorthand_points(PatternMember::Kind kind);

}  // namespace avouch
