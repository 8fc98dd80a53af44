// SPDX-License-Identifier: MIT
// URI references (RFC 3986 §5), as required for $id and $ref. A base may also be a plain file path.
//
//   resolve_reference("http://a/b/c.json", "d.json#/x")  ->  "http://a/b/d.json#/x"
//   resolve_reference("schemas/api.json", "common.json") ->  "schemas/common.json"
//
// Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

struct SplitReference {
  std::string uri;                      // everything before "#"
  std::optional<std::string> fragment;  // percent-decoded; nullopt without "#"
};

SplitReference split_reference(std::string_view reference);

// Ignores the fragment of the base. "" returns the base.
std::string resolve_reference(std::string_view base, std::string_view reference);

bool has_scheme(std::string_view uri);

}  // namespace avouch
