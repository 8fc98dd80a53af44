// SPDX-License-Identifier: MIT
// JSON Pointers (RFC 6901) as text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// Escapes "~" as "~0" and "/" as "~1": RFC 6901 §3.
std::string pointer_token(std::string_view name);
// Whether pointer_token(name) is the name.
bool is_pointer_token(std::string_view name);

// pointer + "/" + pointer_token(name).
std::string pointer_append(std::string_view pointer, std::string_view name);
std::string pointer_append(std::string_view pointer, std::size_t index);

// Appends to a pointer that only a report shows. Names may be as long as the whole text, so a pointer of more
// than kLongestShownPointer bytes is cut and ends in "…", and stays as it is from then on.
inline constexpr std::size_t kLongestShownPointer = 4'096;
void append_shown(std::string& pointer, std::string_view name);
void append_shown(std::string& pointer, std::size_t index);

// The unescaped reference tokens; nullopt if `pointer` is not a JSON Pointer. "" has no tokens.
std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer);

}  // namespace avouch
