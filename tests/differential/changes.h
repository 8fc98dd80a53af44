// SPDX-License-Identifier: MIT
// Small changes to a value: the next number, one more character, one member less, a duplicated item.
//
//   change_a_part(random, instance);
#pragma once

#include "json.h"
#include "random.h"

namespace avouch::differential {

// Of the value and everything in it, one.
void change_a_part(Random& random, Json& value);

}  // namespace avouch::differential
