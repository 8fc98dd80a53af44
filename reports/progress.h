// SPDX-License-Identifier: MIT
// A progress line for a terminal.
//
//   std::cerr << "\r\x1b[K" << progress_line(3, 6, "exchange", "exchanges");
//
// The caller checks that there is a terminal and that the work is long, and clears the line at the end. Pure
// and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace avouch {

// Returns "[##########----------]  3 of 6 exchanges", without a line feed; "9 exchanges" if there are more
// than were expected.
std::string progress_line(std::size_t done, std::size_t total, std::string_view one, std::string_view many);

}  // namespace avouch
