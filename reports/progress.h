// SPDX-License-Identifier: MIT
// One line of progress for a terminal.
//
//   std::cerr << "\r\x1b[K" << progress_line(3, 6, "exchange", "exchanges");
//
// The caller decides whether there is a terminal and whether the work is long, and clears the line in the
// end. Pure; any thread may call.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace avouch {

// "[##########----------]  3 of 6 exchanges", no line feed.
std::string progress_line(std::size_t done, std::size_t total, std::string_view one, std::string_view many);

}  // namespace avouch
