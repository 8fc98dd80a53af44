// SPDX-License-Identifier: MIT
// Endless rows of texts of a format, no two alike: for arrays whose items differ, and for patterns that few
// texts meet.
//
//   numbered_format_text("ipv4", 0) == "10.0.0.1";   numbered_format_text("ipv4", 1) == "10.0.0.2"
//
// Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace avouch {

// Empty where the format has no such row, or the row has ended.
std::string numbered_format_text(std::string_view format, std::size_t number);

}  // namespace avouch
