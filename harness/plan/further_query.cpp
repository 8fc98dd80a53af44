// SPDX-License-Identifier: MIT
#include "plan/further_query.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/schema/kinds.h"
#include "contract/schema/part.h"
#include "contract/schema/schema.h"
#include "plan/accepted.h"

namespace avouch {
namespace {

constexpr std::size_t kMostQueries = 4;
constexpr std::size_t kMostNames = 12;
constexpr int kMostWrappers = 3;

// Compared by plain_name(). The first ones take names of members that refer to other resources, the others
// the members to show.
constexpr std::array<std::string_view, 9> kExpansions = {
    "expand", "embed", "include", "includes", "populate", "expansions", "with", "relations", "embedded"};
constexpr std::array<std::string_view, 3> kSelections = {"fields", "select", "attributes"};
// All members, also of the resources that those refer to.
constexpr const char* kAllFields = "*.*.*";

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view name) {
  return std::find(words.begin(), words.end(), name) != words.end();
}

bool is_accepted(const Parameter& parameter, const JsonValue& value) {
  return parameter.schema == nullptr || accepted(parameter.schema, value).value_or(false);
}

KindMask kinds_of(const Parameter& parameter) {
  return parameter.schema == nullptr ? kEveryKind : DescribedPart::root(*parameter.schema).kinds().meant();
}

// What the usual answer is about: itself, or what it wraps, or one of its items.
DescribedPart thing_in(const Schema& schema, std::string_view collection) {
  DescribedPart part = DescribedPart::root(schema);
  for (int i = 0; i < kMostWrappers; ++i) {
    if (part.is_only(ValueKind::array)) {
      part = part.item(0);
      continue;
    }
    std::optional<std::pair<std::size_t, std::string>> wrapper;
    for (std::string& name : part.members()) {
      const std::optional<std::size_t> rank = wrapper_rank(name, collection);
      const KindMask kinds = part.member(name).kinds().meant();
      const bool is_structure = (kinds & (mask_of(ValueKind::object) | mask_of(ValueKind::array))) != 0;
      if (rank && is_structure && (!wrapper || *rank < wrapper->first))
        wrapper.emplace(*rank, std::move(name));
    }
    if (!wrapper) break;
    part = part.member(wrapper->second);
  }
  return part;
}

// The members that may be objects, or have some as items.
std::vector<std::string> references_of(const Operation& operation) {
  std::vector<std::string> names;
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return names;
  for (const DocumentedMedia& media : operation.responses[*expected].media) {
    if (!media.is_judged() || !media.is_json()) continue;
    const DescribedPart thing = thing_in(*media.schema, last_literal(shape_of_path(operation.path)));
    for (std::string& name : thing.members()) {
      const DescribedPart member = thing.member(name);
      const KindMask object = mask_of(ValueKind::object);
      const KindMask kinds = member.kinds().meant();
      const bool is_list = (kinds & mask_of(ValueKind::array)) != 0 && kinds != kEveryKind;
      const bool refers =
          kinds != kEveryKind &&
          ((kinds & object) != 0 || (is_list && (member.item(0).kinds().meant() & object) != 0));
      if (refers && names.size() < kMostNames) names.push_back(std::move(name));
    }
    break;
  }
  return names;
}

// These texts in the type of the parameter: an array of them, or one text.
std::optional<JsonValue> texts_for(const Parameter& parameter, const std::vector<std::string>& texts) {
  if (texts.empty()) return std::nullopt;
  JsonValue list = JsonValue::array();
  for (const std::string& text : texts) list.items.push_back(JsonValue::string(text));
  const bool is_list = (kinds_of(parameter) & mask_of(ValueKind::array)) != 0 && parameter.schema != nullptr;
  for (JsonValue& value :
       is_list ? std::vector{std::move(list)} : std::vector{JsonValue::string(join(texts, ","))}) {
    if (is_accepted(parameter, value)) return std::move(value);
  }
  return std::nullopt;
}

std::optional<JsonValue> value_of(const Operation& operation, const Parameter& parameter) {
  const std::string name = plain_name(parameter.name);
  const bool expands = is_one_of(kExpansions, name);
  if (expands || is_one_of(kSelections, name)) {
    if (!parameter.examples.empty()) return parameter.examples.front().value;
    if (!parameter.values.empty()) return parameter.values.back();
    return texts_for(parameter, expands ? references_of(operation) : std::vector<std::string>{kAllFields});
  }
  if (parameter.schema == nullptr || kinds_of(parameter) != mask_of(ValueKind::boolean)) return std::nullopt;
  const bool is_on = parameter.default_value && *parameter.default_value == JsonValue::boolean(true);
  JsonValue other = JsonValue::boolean(!is_on);
  return is_accepted(parameter, other) ? std::optional(std::move(other)) : std::nullopt;
}

}  // namespace

std::vector<FurtherQuery> further_queries(const Operation& operation) {
  std::vector<FurtherQuery> queries;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.required || parameter.in != Parameter::In::query || parameter.as_content) continue;
    if (queries.size() == kMostQueries) break;
    if (std::optional<JsonValue> value = value_of(operation, parameter))
      queries.push_back({parameter.name, *std::move(value)});
  }
  return queries;
}

}  // namespace avouch
