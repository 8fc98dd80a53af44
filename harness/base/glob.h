// SPDX-License-Identifier: MIT
// Globs over coordinates: * matches any text (also across "/"), ? matches one byte. Every other character
// matches itself.
#pragma once

#include <string_view>

namespace avouch {

// At worst linear in the product of both lengths: it backtracks only to the last *.
bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace avouch
