// SPDX-License-Identifier: MIT
// Texts that differ slightly from a given text, as after a typing error, on another keyboard or in another
// program.
//
//   near_texts("GET")[0]   // {"get", "in the other case"}
//
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch {

struct NearText {
  std::string text;
  std::string how;  // describes the difference: "without its last character"
};

// The most likely variants come first; some may equal the text. `text` is UTF-8.
std::vector<NearText> near_texts(std::string_view text);

// The same name in another convention: account_sid for accountSid, and vice versa.
std::vector<NearText> near_names(std::string_view name);

}  // namespace avouch
