// SPDX-License-Identifier: MIT
// Origins: RFC 6454, HTML "origin", Fetch §3.1 (`Origin` header).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch::http {

// A tuple origin. An opaque origin serializes as "null" and has no value here.
struct Origin {
  std::string scheme;  // lower case
  std::string host;    // lower case; IPv6 in brackets
  int port = 0;        // the scheme's default where the text named none

  bool operator==(const Origin&) const = default;
};

// "https://example.com", "http://[::1]:8080". nullopt where `text` is anything else: a path, user
// information, an upper-case scheme or host are not an origin's serialization. Lenient about nothing.
std::optional<Origin> parse_origin(std::string_view text);

// Without a default port: HTML "serialization of an origin".
std::string serialize(const Origin& origin);

}  // namespace avouch::http
