// SPDX-License-Identifier: MIT
// Formats values as request text, in the styles of OpenAPI 3.1 §4.8.12.2, which are those of RFC 6570.
//
//   path_text({.style = "label"}, "id", 5) == ".5"
//   pairs_of({.style = "form", .explode = true}, "kind", {"a", "b"})  ->  kind=a, kind=b
//
// Pure and thread-safe.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace avouch {

struct Style {
  std::string style;  // "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"
  bool explode = false;
};

// Returns a string as it is, anything else as JSON text.
std::string plain_text(const nlohmann::json& value);

// Returns the text that replaces {name} in a path: simple, label or matrix. nullopt if the style cannot
// express the value (an array in an array, null).
std::optional<std::string> path_text(const Style& style, const std::string& name,
                                     const nlohmann::json& value);

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// Returns names and values of a query, a cookie or a form, both percent-encoded: form, spaceDelimited,
// pipeDelimited or deepObject.
std::optional<NamedTexts> pairs_of(const Style& style, const std::string& name, const nlohmann::json& value);

// Returns "a=1&b=2".
std::string joined_pairs(const NamedTexts& pairs, std::string_view separator);

}  // namespace avouch
