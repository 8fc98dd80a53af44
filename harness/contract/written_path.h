// SPDX-License-Identifier: MIT
// A documented path as a request line has it.
//
//   written_path("/v1/x y/{id}") == "/v1/x%20y/{id}"
//
// Pure; any thread may call it.
#pragma once

#include <string>
#include <string_view>

namespace avouch {

// Percent-encoded is what RFC 3986 §3.3 does not allow, but the braces of its parameters, and a query where
// one belongs to the path (a document's path has none). What is encoded already stays as it is, unless a "%"
// in it begins no triplet.
std::string written_path(std::string_view documented);

}  // namespace avouch
