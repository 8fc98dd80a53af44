// SPDX-License-Identifier: MIT
// Globs over coordinates: * stands for any text (also across "/"), ? for one byte; all else is itself.
#pragma once

#include <string_view>

namespace avouch {

// Linear in the product of both lengths at worst; never backtracks further than the last *.
bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace avouch
