// SPDX-License-Identifier: MIT
// The Bidi rule for host names (RFC 5893 §2), by the character classes that the pattern engine knows.
//
// Pure; any thread may call it.
#pragma once

#include <string_view>
#include <vector>

namespace avouch {

// Whether the labels (UTF-8, at least one character each) satisfy the rule together: in a name that has any
// right-to-left character, every label must.
bool satisfies_bidi_rule(const std::vector<std::string_view>& labels);

}  // namespace avouch
