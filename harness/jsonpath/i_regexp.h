// SPDX-License-Identifier: MIT
// Interoperable regular expressions (I-Regexp, RFC 9485): what JSONPath's match() and search() take.
//
//   ecma_of_i_regexp("a.b") == "a[^\\n\\r]b";   ecma_of_i_regexp("(?:a)") == nullopt
//
// Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// The same expression as ECMA-262 reads it (RFC 9485 §5.3), not anchored. nullopt if it is no I-Regexp.
std::optional<std::string> ecma_of_i_regexp(std::string_view text);

}  // namespace avouch
