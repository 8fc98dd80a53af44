// SPDX-License-Identifier: MIT
// Formats values as request text, in the styles of OpenAPI 3.1 §4.8.12.2, which are those of RFC 6570.
//
//   path_text({.style = "label"}, "id", 5) == ".5"
//   pairs_of({.style = "form", .explode = true}, "kind", {"a", "b"})  ->  kind=a, kind=b
//
// Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json_value.h"

namespace avouch {

struct Style {
  // "simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"
  std::string style;
  bool explode = false;
  bool allow_reserved = false;  // reserved characters and %XX stay as they are (RFC 6570 §3.2.3)
};

// The separators that only Swagger 2.0 has in some places (collectionFormat: ssv, tsv, pipes in a path, a
// header or multipart content, tsv everywhere), as styles of their own: "joinedBySpace", "joinedByTab",
// "joinedByPipe". The converter of Swagger documents gives the format in this member.
inline constexpr const char* kCollectionFormat = "x-avouch-collection-format";
std::string style_of_collection(std::string_view format);
// Of such a style; empty for any other.
std::string_view separator_of(std::string_view style);

// The text that stands in the place of {name} in a path: simple, label or matrix. nullopt where the style
// cannot hold the value (an array in an array, null).
std::optional<std::string> path_text(const Style& style, const std::string& name, const JsonValue& value);

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// Names and values of a query, a cookie or a form, percent-encoded both: form, spaceDelimited, pipeDelimited
// or deepObject. In style cookie, nothing is encoded (OpenAPI 3.2 §4.12.3).
std::optional<NamedTexts> pairs_of(const Style& style, const std::string& name, const JsonValue& value);

// Returns "a=1&b=2".
std::string joined_pairs(const NamedTexts& pairs, std::string_view separator);

}  // namespace avouch
