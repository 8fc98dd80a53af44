// SPDX-License-Identifier: MIT
// The part of JSONPath (RFC 9535) that overlays need: names, indexes, wildcards, descendants, and filters
// that compare one member with a literal.
//
//   Result<JsonPath> path = parse_json_path("$.paths[*][?@.operationId == 'FetchUser'].responses");
//   for (const std::string& pointer : select(*path, document.root())) …
//
// Other parts of RFC 9535 are errors that name the unsupported part. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace avouch {

struct NameSelector {
  std::string name;
};
struct IndexSelector {
  std::int64_t index = 0;  // negative: counts from the end
};
struct WildcardSelector {};
struct FilterSelector {
  std::vector<std::string> members;     // @.a.b
  bool is_equal = true;                 // == or !=
  std::optional<nlohmann::json> value;  // nullopt: any value, as long as the member is present
};
using PathSelector = std::variant<NameSelector, IndexSelector, WildcardSelector, FilterSelector>;

struct PathSegment {
  bool descends = false;  // ".."
  std::vector<PathSelector> selectors;
};

using JsonPath = std::vector<PathSegment>;

// Errors: exactly one, without a place: `text` is not JSONPath, or contains an unsupported part.
Result<JsonPath> parse_json_path(std::string_view text);

// Returns JSON Pointers to the selected values, without duplicates, in traversal order.
std::vector<std::string> select(const JsonPath& path, const nlohmann::json& root);

}  // namespace avouch
