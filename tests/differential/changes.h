// SPDX-License-Identifier: MIT
// Small changes to a value: to the next number, a character more, a member less, an item twice.
//
//   change_a_part(random, instance);
#pragma once

#include "json.h"
#include "random.h"

namespace avouch::differential {

// Of the value and everything in it, one.
void change_a_part(Random& random, Json& value);

}  // namespace avouch::differential
