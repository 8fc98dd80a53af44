// SPDX-License-Identifier: MIT
// JSONPath (RFC 9535): a query and its evaluation.
//
//   Result<JsonPath> path = parse_json_path("$.paths[*][?@.operationId == 'FetchUser'].responses");
//   Result<std::vector<PathNode>> nodes = select(*path, document.root());
//   nodes->front().pointer == "/paths/~1users/get/responses"
//
// The whole of RFC 9535: slices, descendants, filters with all operators, and the functions length, count,
// match, search and value. A JsonPath is a plain value. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/work_budget.h"
#include "json/json_value.h"

namespace avouch {

struct PathTest;

struct NameSelector {
  std::string name;
};
struct IndexSelector {
  std::int64_t index = 0;  // negative: counts from the end
};
struct SliceSelector {
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> end;
  std::int64_t step = 1;
};
struct WildcardSelector {};
struct FilterSelector {
  std::shared_ptr<const PathTest> test;  // not null
};
using PathSelector =
    std::variant<NameSelector, IndexSelector, SliceSelector, WildcardSelector, FilterSelector>;

struct PathSegment {
  bool descends = false;  // ".."
  std::vector<PathSelector> selectors;
};

struct JsonPath {
  bool is_relative = false;  // begins with @: only within a filter
  std::vector<PathSegment> segments;

  // Whether it selects at most one node, whatever the value (RFC 9535 §2.3.5.1).
  bool is_singular() const;
};

// RFC 9535 §2.4
enum class PathFunction { length, count, match, search, value };

struct PathCall;

// What a comparison compares, and what a function takes.
struct PathOperand {
  std::variant<JsonValue, JsonPath, std::shared_ptr<const PathCall>> is;
};

struct PathCall {
  PathFunction function = PathFunction::length;
  std::vector<PathOperand> arguments;
};

enum class PathComparison { equal, unequal, less, at_most, more, at_least };

// A logical expression of a filter (RFC 9535 §2.3.5.1).
struct PathTest {
  enum class Kind {
    any,        // ||, of `parts`
    all,        // &&, of `parts`
    none,       // !, of one part
    exists,     // a query that selects a node, or a function that is true: one operand
    comparison  // of two operands
  };

  Kind kind = Kind::exists;
  std::vector<PathTest> parts;
  PathComparison comparison = PathComparison::equal;
  std::vector<PathOperand> operands;
};

// Maximum nesting of filters, parentheses and functions, in all.
inline constexpr std::size_t kDeepestPath = 64;

// Errors: exactly one, without a place: `text` is not a well-formed and valid query, or is nested deeper.
Result<JsonPath> parse_json_path(std::string_view text);

struct PathNode {
  std::string pointer;  // JSON Pointer from the root
  const JsonValue* value = nullptr;
};

// Maximum number of values that one query visits.
inline constexpr std::size_t kMostPathVisits = 5'000'000;

// The nodes that it selects, in order, the same node as often as it is selected (RFC 9535 §2.1.2). Errors:
// exactly one, without a place: it visits too many values, or a regular expression needs too many steps.
// The nodes refer to `root`.
Result<std::vector<PathNode>> select(const JsonPath& path, const JsonValue& root);
// The same for one of several queries that may visit `visits_left` values together, which it lowers. If it
// gives up because of them, they are 0.
Result<std::vector<PathNode>> select(const JsonPath& path, const JsonValue& root, std::size_t& visits_left);

// The values of these nodes. What selecting costs comes from `work`, which may be null: unlimited.
Result<std::vector<const JsonValue*>> selected_values(const JsonPath& path, const JsonValue& root,
                                                      WorkBudget* work);

// "$['a'][0]": the normalized path (RFC 9535 §2.7) of a JSON Pointer. `root` tells its indexes from names. A
// name with half of a surrogate pair has none, because a query consists of Unicode scalar values (§2.1): the
// half is written as an escape that no query may have.
std::string normalized_path(std::string_view pointer, const JsonValue& root);

}  // namespace avouch
