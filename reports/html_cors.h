// SPDX-License-Identifier: MIT
// The steps of a cross-origin call in the HTML report: a sequence of arrows between the page and the API.
//
//   append_cors_sequence(page, {&preflight, &call}, "the origin is not admitted");
//
// Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verdict/messages.h"

namespace avouch {

// Appends an SVG image with a text for those who do not see it. `exchanges` are in the order of the call.
// `verdict` says what a browser makes of them: one sentence without a full stop.
void append_cors_sequence(std::string& page, const std::vector<const Messages*>& exchanges,
                          std::string_view verdict);

}  // namespace avouch
