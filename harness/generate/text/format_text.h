// SPDX-License-Identifier: MIT
// Texts that have a format, and texts that narrowly do not.
//
//   format_texts("ipv4")[0] == "192.0.2.1";   format_faults("ipv4")[0].text == "192.0.2.256"
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

struct FormatFault {
  std::string_view text;
  std::string_view what;  // "a number above 255", "a blank at the end"
};

// The most readable texts come first. JSON numbers for a format of numbers. Empty for an unknown format.
std::span<const std::string_view> format_texts(std::string_view format);

// Empty if every text has the format: "binary", "password".
std::span<const FormatFault> format_faults(std::string_view format);

// A text of that format with at least `least` characters; empty if the format has no longer texts.
std::string long_format_text(std::string_view format, std::size_t least);

}  // namespace avouch
