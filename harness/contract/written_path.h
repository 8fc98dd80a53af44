// SPDX-License-Identifier: MIT
// A documented path as written in a request line.
//
//   written_path("/v1/x y/{id}") == "/v1/x%20y/{id}"
//
// Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace avouch {

// Percent-encodes all characters that RFC 3986 §3.3 does not allow, except the braces of parameters and a
// query that belongs to the path (a document's path has none). Existing percent-encoding is kept, unless a
// "%" in it begins no triplet.
std::string written_path(std::string_view documented);

}  // namespace avouch
