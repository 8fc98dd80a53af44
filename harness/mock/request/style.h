// SPDX-License-Identifier: MIT
// Parses a parameter by its style: OpenAPI 3.1 §4.8.12.2, RFC 6570.
//
//   written_pairs({.style = "form", .explode = true}, "kind", query_pairs(target), no_member)
//
// Pure and thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mock/request/reading.h"

namespace avouch {

struct MockStyle {
  std::string style;
  bool explode = false;
};

// Parses a path parameter: simple, label or matrix. `text` is the still encoded text in place of {name}.
// nullopt if the text does not begin as the style requires.
std::optional<WrittenValue> written_path(const MockStyle& style, const std::string& name,
                                         std::string_view text);

// Parses a header value: style simple, or a separator of Swagger 2.0 (contract/serialization.h).
WrittenValue written_header(const MockStyle& style, std::string_view text);

// Whether a parameter of its own is a member of an exploded object.
using IsMember = std::function<bool(const std::string& name)>;
inline bool no_member(const std::string&) {
  return false;
}

// Parses a query, cookie or form parameter: form, spaceDelimited, pipeDelimited or deepObject. nullopt if
// nothing has that name.
std::optional<WrittenValue> written_pairs(const MockStyle& style, const std::string& name,
                                          const MockPairs& pairs, const IsMember& is_member);

}  // namespace avouch
