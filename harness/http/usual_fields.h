// SPDX-License-Identifier: MIT
// The fields that each request has, unless it gives them another value.
//
//   usual_value("accept-encoding")  ->  "gzip, br"
#pragma once

#include <optional>
#include <string_view>

#include "base/text.h"

namespace avouch::http {

inline constexpr const char* kUsualAgent = "avouch/" AVOUCH_VERSION;
inline constexpr const char* kUsualCodings = "gzip, br";

// nullopt if not each request has the field.
inline std::optional<std::string_view> usual_value(std::string_view name) {
  if (equals_ignoring_ascii_case(name, "User-Agent")) return kUsualAgent;
  if (equals_ignoring_ascii_case(name, "Accept-Encoding")) return kUsualCodings;
  return std::nullopt;
}

}  // namespace avouch::http
