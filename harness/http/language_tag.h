// SPDX-License-Identifier: MIT
// Language tags (RFC 5646).
//
//   is_language_tag("de-CH-1996")   // true
//
// Linear in the text; pure.
#pragma once

#include <string_view>

namespace avouch::http {

// Whether it is well-formed: §2.2.9. Whether its subtags are registered is not asked.
bool is_language_tag(std::string_view tag);

}  // namespace avouch::http
