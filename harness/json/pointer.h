// SPDX-License-Identifier: MIT
// JSON Pointer (RFC 6901), as text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// "~" as "~0", "/" as "~1": RFC 6901 §3.
std::string pointer_token(std::string_view name);

// pointer + "/" + pointer_token(name).
std::string pointer_append(std::string_view pointer, std::string_view name);
std::string pointer_append(std::string_view pointer, std::size_t index);

// The unescaped reference tokens; nullopt where `pointer` is not a JSON Pointer. "" has none.
std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer);

}  // namespace avouch
