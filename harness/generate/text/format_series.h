// SPDX-License-Identifier: MIT
// Long series of distinct texts of a format: for arrays with distinct items, and for patterns that few texts
// match.
//
//   numbered_format_text("ipv4", 0) == "10.0.0.1";   numbered_format_text("ipv4", 1) == "10.0.0.2"
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace avouch {

// Empty if the format has no series, or the series has ended.
std::string numbered_format_text(std::string_view format, std::size_t number);

}  // namespace avouch
