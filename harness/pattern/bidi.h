// SPDX-License-Identifier: MIT
// The Bidi rule for host names (RFC 5893 §2), by the character classes of the pattern engine.
//
// Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

namespace avouch {

// Whether the labels together satisfy the rule: in a name with any right-to-left character, every label must.
// Labels are UTF-8 and have at least one character.
bool satisfies_bidi_rule(const std::vector<std::string_view>& labels);

}  // namespace avouch
