// SPDX-License-Identifier: MIT
// Back references that PCRE2 reads otherwise than ECMA-262.
//
// ECMA-262 §22.2.2.3.1 forgets what a repeated group's groups have taken whenever it begins again, and takes
// no empty turn; §22.2.2.7 reads a lookbehind from its end. PCRE2 does neither. It makes no difference where
// each turn takes the group anew, before it is referred to.
//
// Pure; recurses nowhere.
#pragma once

#include <cstddef>
#include <optional>

#include "pattern/tree.h"

namespace avouch {

// Where the first begins that would mean something else to PCRE2, in bytes; nullopt where none does.
std::optional<std::size_t> unfaithful_reference(const PatternTree& tree);

}  // namespace avouch
