// SPDX-License-Identifier: MIT
// The Unicode properties that \p{…} may name, and what PCRE2 calls them.
//
//   property_escape("Script=Greek", false)   // \p{sc:Greek}
//
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// PCRE2's escape; nullopt where ECMA-262 knows no such property. Whether there is a script of the name that
// is given, just the engine knows.
std::optional<std::string> property_escape(std::string_view name, bool is_negative);

}  // namespace avouch
