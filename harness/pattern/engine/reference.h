// SPDX-License-Identifier: MIT
// Finds back references that mean something else in PCRE2 than in ECMA-262.
//
// ECMA-262 §22.2.2.3.1 clears the captures inside a repeated group at each iteration, and accepts no empty
// iteration. §22.2.2.7 matches a lookbehind from its end. PCRE2 does neither. The difference does not matter
// if each iteration captures the group before it refers to it.
//
// Pure. Does not recurse.
#pragma once

#include <cstddef>
#include <optional>

#include "pattern/tree.h"

namespace avouch {

// The offset in bytes of the first back reference that PCRE2 would interpret differently; nullopt if none.
std::optional<std::size_t> unfaithful_reference(const PatternTree& tree);

}  // namespace avouch
