// SPDX-License-Identifier: MIT
// Translates the tree of an ECMA-262 regular expression to PCRE2's syntax with the same meaning.
//
//   Result<PatternTree> tree = parse_pattern("^a.$");
//   pcre_of(*tree)   // ^a[^\n\r\x{2028}\x{2029}]$
//
// Does not recurse. Pure.
#pragma once

#include <string>

#include "pattern/engine/share.h"
#include "pattern/tree.h"

namespace avouch {

// The choice that `share` splits is written with the alternatives of the share only.
std::string pcre_of(const PatternTree& tree, const PatternShare& share = {});

}  // namespace avouch
