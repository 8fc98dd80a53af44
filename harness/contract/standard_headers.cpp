// SPDX-License-Identifier: MIT
#include "contract/standard_headers.h"

#include <array>

#include "base/text.h"

namespace avouch {
namespace {

struct Standard {
  std::string_view field;  // lower case
  std::string_view syntax;
};

// Access-Control-Allow-Credentials is left to its documented type: Fetch §3.3.3 knows only `true`, and a
// server that documents a boolean may answer false, which admits no credentials.
constexpr std::array kStandards = {
    Standard{"access-control-allow-origin", "one origin, null or * (Fetch §3.3.4)"},
    Standard{"access-control-allow-methods", "a list of tokens (Fetch §3.3.4, RFC 9110 §5.6.1)"},
    Standard{"access-control-allow-headers", "a list of tokens (Fetch §3.3.4, RFC 9110 §5.6.1)"},
    Standard{"access-control-expose-headers", "a list of tokens (Fetch §3.3.4, RFC 9110 §5.6.1)"},
};

}  // namespace

std::string_view standard_syntax(std::string_view field) {
  const std::string name = ascii_lower(field);
  for (const Standard& standard : kStandards) {
    if (standard.field == name) return standard.syntax;
  }
  return {};
}

}  // namespace avouch
