// SPDX-License-Identifier: MIT
// Response fields whose syntax a standard fixes, whatever type a document gives them.
//
//   standard_syntax("Access-Control-Allow-Methods") == "a list of tokens (Fetch §3.3.4, RFC 9110 §5.6.1)"
#pragma once

#include <string_view>

namespace avouch {

// What a value must be, as the end of a sentence; empty where no standard that Avouch judges says so. The
// name's case does not matter.
std::string_view standard_syntax(std::string_view field);

}  // namespace avouch
