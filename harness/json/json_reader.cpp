// SPDX-License-Identifier: MIT
#include "json/json_reader.h"

#include <cassert>
#include <memory>
#include <string>
#include <utility>

namespace avouch {

JsonValue json_of(const Value& value, const std::vector<std::uint32_t>& lines) {
  JsonValue made{.kind = value.kind(), .line = lines.empty() ? 0 : lines[value.cell()]};
  switch (value.kind()) {
    case ValueKind::null:
      break;
    case ValueKind::boolean:
      made.is_true = value.is_true();
      break;
    case ValueKind::number:
    case ValueKind::string:
      made.text = std::string(value.text());
      break;
    case ValueKind::array:
      made.items.reserve(value.size());
      for (const Value item : value.items()) made.items.push_back(json_of(item, lines));
      break;
    case ValueKind::object:
      made.members.reserve(value.size());
      for (const Member& member : value.members()) {
        JsonValue& child =
            made.members.emplace_back(std::string(member.name), json_of(member.value, lines)).second;
        if (!lines.empty()) child.line = lines[member.name_value.cell()];
      }
      break;
  }
  return made;
}

std::size_t weight_of(const Value& value) {
  constexpr std::size_t kWithin = 15;  // bytes of a short text, which is stored within
  constexpr std::size_t kBlock = 32;   // around what is stored elsewhere
  const auto of_text = [](std::size_t size) { return size > kWithin ? size + kBlock : 0; };
  std::size_t weight = sizeof(JsonValue);
  switch (value.kind()) {
    case ValueKind::null:
    case ValueKind::boolean:
      break;
    case ValueKind::number:
    case ValueKind::string:
      weight += of_text(value.text().size());
      break;
    case ValueKind::array:
      weight += value.size() == 0 ? 0 : kBlock;
      for (const Value item : value.items()) weight += weight_of(item);
      break;
    case ValueKind::object:
      weight += value.size() == 0 ? 0 : kBlock;
      for (const Member& member : value.members())
        weight += sizeof(std::string) + of_text(member.name.size()) + weight_of(member.value);
      break;
  }
  return weight;
}

std::optional<JsonValue> read_json(std::string_view text) {
  const std::shared_ptr<const Instance> instance = parse_body(text, {.depth = kJsonDepth}).instance;
  if (instance == nullptr) return std::nullopt;
  return json_of(instance->root());
}

JsonValue json_of_text(std::string_view text) {
  std::optional<JsonValue> value = read_json(text);
  assert(value);
  return value ? *std::move(value) : JsonValue();
}

}  // namespace avouch
