// SPDX-License-Identifier: MIT
// Absolute http and https URLs (RFC 3986, RFC 9110 §4.2): the subset that targets and redirects need.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/origin.h"

namespace avouch::http {

struct Url {
  std::string scheme;            // "http" or "https"
  std::string user_information;  // "user:password", not decoded; may be empty
  std::string host;              // without brackets
  int port = 0;                  // the scheme's default if the text has no port
  std::string path;              // at least "/"; still percent-encoded
  std::string query;             // without "?"; may be empty
  bool has_query = false;

  Origin origin() const;
  std::string target() const;         // path and query
  std::string prefix() const;         // path without trailing "/": the prefix of each path below it
  Url root() const;                   // "/" of its origin, without user information
  std::string text() const;           // without user information and fragment
  bool includes_credentials() const;  // URL standard §4.3: a non-empty username or password

  bool operator==(const Url&) const = default;
};

// Returns nullopt if `text` is not an absolute http or https URL with a host and a port in 1..65535. Drops a
// fragment.
std::optional<Url> parse_url(std::string_view text);

// Returns whether `text` is a URI reference (RFC 3986 §4.1) of any scheme. The empty text is one.
bool is_uri_reference(std::string_view text);

// Returns the path of a request target, without its query and without a slash at its end: "/books" for
// "/books/?page=2".
std::string resource_path(std::string_view target);

// Resolves `reference` against `base` (RFC 3986 §5), as for the Location of a redirect. nullopt if the result
// is not an http or https URL.
std::optional<Url> resolve(const Url& base, std::string_view reference);

}  // namespace avouch::http
