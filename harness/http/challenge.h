// SPDX-License-Identifier: MIT
// Challenges and credentials of HTTP authentication (RFC 9110 §11). Linear in the text; pure. Private to this
// room.
#pragma once

#include <string_view>

namespace avouch::http {

// 1#challenge: §11.6.1.
bool is_challenge_list(std::string_view value);

}  // namespace avouch::http
