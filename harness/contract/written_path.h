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

// The path with the names of its parameters left out: "/files/{}". Paths of one shape are one resource
// (OpenAPI 3.1 §4.8.8: "templated paths with the same hierarchy but different templated names").
std::string path_shape(std::string_view documented);

}  // namespace avouch
