// SPDX-License-Identifier: MIT
// Absolute http and https URLs (RFC 3986, RFC 9110 §4.2), as far as a target or a redirect needs them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/origin.h"

namespace avouch::http {

struct Url {
  std::string scheme;            // "http" or "https"
  std::string user_information;  // "user:password", undecoded; empty where none
  std::string host;              // without brackets
  int port = 0;                  // the scheme's default where the text named none
  std::string path;              // "/" at least; percent-encoding kept
  std::string query;             // without "?"; empty where none
  bool has_query = false;

  Origin origin() const;
  std::string target() const;         // path and query
  std::string prefix() const;         // path without "/" at its end: what stands before each path below it
  Url root() const;                   // its origin's "/", without user information
  std::string text() const;           // without user information and fragment
  bool includes_credentials() const;  // URL standard §4.3: a username or a password that is not empty

  bool operator==(const Url&) const = default;
};

// nullopt where `text` is not an absolute http or https URL with a host and a port in 1..65535. A fragment is
// dropped.
std::optional<Url> parse_url(std::string_view text);

// RFC 3986 §4.1, whatever its scheme; the empty text is one.
bool is_uri_reference(std::string_view text);

// `reference` resolved against `base` (RFC 3986 §5): the Location of a redirect. nullopt where the outcome is
// no http or https URL.
std::optional<Url> resolve(const Url& base, std::string_view reference);

}  // namespace avouch::http
