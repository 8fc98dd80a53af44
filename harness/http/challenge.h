// SPDX-License-Identifier: MIT
// Challenges of HTTP authentication (RFC 9110 §11). Linear in the text; pure.
//
//   challenge_schemes("Basic realm=\"a\", charset=\"UTF-8\", Bearer")   // "Basic", "Bearer"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

// 1#challenge: §11.6.1.
bool is_challenge_list(std::string_view value);

// The scheme of each challenge in such a list, as written; nullopt if the value is no such list.
std::optional<std::vector<std::string>> challenge_schemes(std::string_view value);

}  // namespace avouch::http
