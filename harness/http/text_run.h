// SPDX-License-Identifier: MIT
// Runs of characters and lists of words, for grammars of fields. Private to this room.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "base/ascii.h"

namespace avouch::http {

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
