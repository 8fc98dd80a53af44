// SPDX-License-Identifier: MIT
// Fuzzes JSONPath: a query and, after the first NUL, a JSON text to select from.
#include "json/json_reader.h"
#include "json/pointer.h"
#include "jsonpath/json_path.h"
#include "one_input.h"

namespace avouch::fuzz {

int one_input(const std::uint8_t* data, std::size_t size) {
  const auto [query, text] = halves(text_of(data, size), '\0');
  const Result<JsonPath> path = parse_json_path(query);
  if (!path) {
    must(path.errors().size() == 1, "several errors");
    must_be_printable(path.errors().front().title, "a query's error");
    must(!path.errors().front().hint.empty(), "a query's error without a hint");
    return 0;
  }
  const JsonValue root = read_json(text).value_or(JsonValue::array());
  const Result<std::vector<PathNode>> nodes = select(*path, root);
  if (!nodes) return 0;
  must(!path->is_singular() || nodes->size() <= 1, "a singular query selects several nodes");
  std::size_t checked = 0;
  for (const PathNode& node : *nodes) {
    if (++checked > 100) break;
    must(root.at(node.pointer) == node.value, "a pointer leads elsewhere: " + node.pointer);
    // A normalized path is a query that selects this node alone (RFC 9535 §2.7).
    const std::string normal = normalized_path(node.pointer, root);
    const Result<JsonPath> again = parse_json_path(normal);
    if (!again && normal.find("\\ud") != normal.npos) continue;  // half of a surrogate pair has none
    must(static_cast<bool>(again), "a normalized path is no query: " + normal);
    const Result<std::vector<PathNode>> same = select(*again, root);
    must(same && same->size() == 1 && same->front().value == node.value, "it leads elsewhere: " + normal);
  }
  return 0;
}

}  // namespace avouch::fuzz
