// SPDX-License-Identifier: MIT
// Random ECMA-262 regular expressions: groups, references, lookaround, repetitions, classes; some are broken.
//
//   std::string pattern = random_pattern(random);
#pragma once

#include <string>

#include "random.h"

namespace avouch::differential {

std::string random_pattern(Random& random);

}  // namespace avouch::differential
