// SPDX-License-Identifier: MIT
#include "generate/documented.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/only_reference.h"
#include "contract/schema/direction.h"
#include "generate/text/example_in_words.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

// The schema object that the node was read from; null if it has no keyword.
const JsonValue* written_at(const Library& library, const Schema& schema, std::size_t node) {
  if (schema.nodes()[node].keywords.empty()) return nullptr;
  Place place = schema.keywords()[schema.nodes()[node].keywords.front()].place;
  place.pointer.resize(std::min(place.pointer.rfind('/'), place.pointer.size()));
  const Document* document = library.find(place.file);
  return document == nullptr ? nullptr : document->at(place.pointer);
}

// `keyword`: one of `example`, `examples`, `default`. nullptr if it shows nothing.
const JsonValue* shown_by(const Schema& schema, const JsonValue& written, std::string_view keyword) {
  const JsonValue* found = written.find(keyword);
  if (found == nullptr || found->is_null()) return nullptr;
  if (keyword == "examples") found = found->is_array() && !found->empty() ? &found->items.front() : nullptr;
  if (found == nullptr || is_only_reference(*found, &schema)) return nullptr;
  // An empty list as the default shows nothing of its items.
  return keyword == "default" && found->is_array() && found->empty() ? nullptr : found;
}

const JsonValue* example_of(const Schema& schema, const JsonValue& written) {
  const JsonValue* one = shown_by(schema, written, "example");
  return one != nullptr ? one : shown_by(schema, written, "examples");
}

}  // namespace

std::unordered_map<std::size_t, JsonValue> documented_values(const Library& library, const Schema& schema) {
  std::unordered_map<std::size_t, JsonValue> values;
  for (std::size_t node = 0; node < schema.nodes().size(); ++node) {
    const JsonValue* written = written_at(library, schema, node);
    if (written == nullptr) continue;
    const JsonValue* found = example_of(schema, *written);
    if (found == nullptr) found = shown_by(schema, *written, "default");
    if (found != nullptr) {
      values.emplace(node, without_unsent(*found, schema, node));
      continue;
    }
    const JsonValue* description = written->find("description");
    if (description == nullptr || !description->is_string()) continue;
    if (std::optional<std::string> shown = example_in_words(description->text))
      values.emplace(node, JsonValue::string(*std::move(shown)));
  }
  return values;
}

std::optional<JsonValue> documented_in_branch(const Library& library,
                                              const std::shared_ptr<const Schema>& schema) {
  constexpr std::size_t kMostBranches = 1'000;
  std::optional<Result<BodyJudge>> judge;  // made when there is a value
  std::vector<std::size_t> nodes = {0};
  std::unordered_set<std::size_t> known = {0};
  for (std::size_t i = 0; i < nodes.size() && i < kMostBranches; ++i) {
    const JsonValue* written = written_at(library, *schema, nodes[i]);
    const JsonValue* example = written == nullptr ? nullptr : example_of(*schema, *written);
    if (example != nullptr) {
      if (!judge) judge = BodyJudge::make(schema, {});
      if (!*judge) return std::nullopt;
      const ParsedBody body = parse_body(to_text(*example));
      if (body.instance != nullptr && (*judge)->accepts(*body.instance) == true) return *example;
    }
    for (const std::size_t index : schema->nodes()[nodes[i]].keywords) {
      const SchemaKeyword& keyword = schema->keywords()[index];
      if (!is_joined(keyword.kind) && !is_choice(keyword.kind)) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (known.insert(branch.node).second) nodes.push_back(branch.node);
      }
    }
  }
  return std::nullopt;
}

}  // namespace avouch
