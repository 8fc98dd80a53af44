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

// Equal servers as equal texts: without a slash at the end (RFC 3986 §6.2.3), host in lower case, no default
// port, no user information. "/" is the root of wherever the document is.
std::string normal_server(std::string_view url);

// What stands before every path of an operation.
struct ServerBase {
  std::optional<http::Origin> origin;  // none where the URL is a path alone
  std::string path;                    // "/v1", percent-encoded; "" for the root

  bool operator==(const ServerBase&) const = default;
};

// nullopt where nothing can stand below it: a URL relative to the document's own ("v1"), one with a query.
std::optional<ServerBase> server_base(std::string_view server);

}  // namespace avouch
