// SPDX-License-Identifier: MIT
// Kinds of ASCII characters, and runs of them, for grammars of fields. Private to this room.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace avouch::http {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_alphanumeric(char c) {
  return is_alpha(c) || is_digit(c);
}

// At least one character, and each is one of those.
template <class Is>
bool is_run_of(std::string_view text, const Is& is) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is);
}

// Where the word stands among them; Size where it does not.
template <std::size_t Size>
std::size_t index_of(const std::array<std::string_view, Size>& words, std::string_view word) {
  return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

}  // namespace avouch::http
