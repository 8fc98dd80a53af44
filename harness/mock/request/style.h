// SPDX-License-Identifier: MIT
// A parameter as it was written, by its style: OpenAPI 3.1 §4.8.12.2, RFC 6570.
//
//   written_pairs({.style = "form", .explode = true}, "kind", query_pairs(target), {})
//
// Pure; any thread may call these.
#pragma once

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

// In a path: simple, label or matrix. `text` is what stands in the place of {name}, still encoded. nullopt
// where the style begins otherwise.
std::optional<WrittenValue> written_path(const MockStyle& style, const std::string& name,
                                         std::string_view text);

// A header's value: simple.
WrittenValue written_header(bool explode, std::string_view text);

// In a query, a cookie or a form: form, spaceDelimited, pipeDelimited or deepObject. `members` are the names
// that an exploded object has, which stand there by themselves. nullopt where nothing of that name is there.
std::optional<WrittenValue> written_pairs(const MockStyle& style, const std::string& name,
                                          const MockPairs& pairs, const std::vector<std::string>& members);

}  // namespace avouch
