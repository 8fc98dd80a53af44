// SPDX-License-Identifier: MIT
// Texts that are of a format, and texts that just are not.
//
//   format_texts("ipv4")[0] == "192.0.2.1";   format_faults("ipv4")[0].text == "192.0.2.256"
//
// Pure; any thread may call it.
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

// Those that read best first. Of a format of numbers, JSON numbers. Empty where the format is not known.
std::span<const std::string_view> format_texts(std::string_view format);

// Empty where nothing is wrong with any text: "binary", "password".
std::span<const FormatFault> format_faults(std::string_view format);

// A text of that format with at least so many characters; empty where there is no way to make it longer.
std::string long_format_text(std::string_view format, std::size_t least);

}  // namespace avouch
