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
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "json/json_value.h"

namespace avouch {

struct NameSelector {
  std::string name;
};
struct IndexSelector {
  std::int64_t index = 0;  // negative: counts from the end
};
struct WildcardSelector {};
struct FilterSelector {
  std::vector<std::string> members;  // @.a.b
  bool is_equal = true;              // == or !=
  std::optional<JsonValue> value;    // nullopt: the member is there, whatever it is
};
using PathSelector = std::variant<NameSelector, IndexSelector, WildcardSelector, FilterSelector>;

struct PathSegment {
  bool descends = false;  // ".."
  std::vector<PathSelector> selectors;
};

using JsonPath = std::vector<PathSegment>;

// Errors: exactly one, without a place: `text` is not JSONPath, or contains an unsupported part.
Result<JsonPath> parse_json_path(std::string_view text);

// JSON Pointers of what it selects, each once, in the order of the walk.
std::vector<std::string> select(const JsonPath& path, const JsonValue& root);

}  // namespace avouch
