// SPDX-License-Identifier: MIT
// A documented server: OpenAPI 3.1 §4.8.5, with its variables replaced.
//
//   normal_server("https://API.example.com:443/v1/") == "https://api.example.com/v1"
//   server_base("/v1")->path == "/v1"
//
// Pure; any thread may call it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/origin.h"

namespace avouch {

// Normalizes a server URL so that equal servers have equal texts: no trailing slash (RFC 3986 §6.2.3), host
// in lower case, no default port, no user information. "/" is the root of the document's own server.
std::string normal_server(std::string_view url);

// The prefix of every path of an operation.
struct ServerBase {
  std::optional<http::Origin> origin;  // none if the URL is only a path
  std::string path;                    // "/v1", percent-encoded; "" for the root

  bool operator==(const ServerBase&) const = default;
};

// nullopt if no path can follow it: a URL relative to the document's own ("v1"), or one with a query.
std::optional<ServerBase> server_base(std::string_view server);

}  // namespace avouch
