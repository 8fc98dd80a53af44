// SPDX-License-Identifier: MIT
// From the tree of an ECMA-262 regular expression to PCRE2's words, meaning for meaning.
//
//   Result<PatternTree> tree = parse_pattern("^a.$");
//   pcre_of(*tree)   // ^a[^\n\r\x{2028}\x{2029}]$
//
// Recurses nowhere. Pure.
#pragma once

#include <string>

#include "pattern/engine/share.h"
#include "pattern/tree.h"

namespace avouch {

// The choice that is shared has just the alternatives of the share.
std::string pcre_of(const PatternTree& tree, const PatternShare& share = {});

}  // namespace avouch
