// SPDX-License-Identifier: MIT
// Origins: RFC 6454, HTML "origin", Fetch §3.1 (`Origin` header).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch::http {

// A tuple origin. An opaque origin serializes as "null"; this type cannot represent it.
struct Origin {
  std::string scheme;  // lower case
  std::string host;    // lower case; IPv6 in brackets
  int port = 0;        // the scheme's default if the text has no port

  bool operator==(const Origin&) const = default;
};

// Parses the serialization of an origin strictly: "https://example.com", "http://[::1]:8080". nullopt for
// anything else: a path, user information, an upper-case scheme or host.
std::optional<Origin> parse_origin(std::string_view text);

// Omits a default port: HTML "serialization of an origin".
std::string serialize(const Origin& origin);

}  // namespace avouch::http
