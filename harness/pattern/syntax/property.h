// SPDX-License-Identifier: MIT
// The Unicode properties that \p{…} may name, and their names in PCRE2.
//
//   property_escape("Script=Greek", false)   // \p{sc:Greek}
//
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// Returns PCRE2's escape; nullopt if ECMA-262 has no such property. Only the engine knows whether a script of
// that name exists.
std::optional<std::string> property_escape(std::string_view name, bool is_negative);

}  // namespace avouch
