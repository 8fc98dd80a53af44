// SPDX-License-Identifier: MIT
#include "json/json_value.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/steps.h"
#include "json/number.h"
#include "json/pointer.h"

namespace avouch {
namespace {

template <class Members>
auto* find_in(Members& members, std::string_view name) {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == name; });
  count_steps(static_cast<std::size_t>(found - members.begin()) + 1);
  return found == members.end() ? nullptr : &found->second;
}

// The index in a reference token (RFC 6901 §4); nullopt if it is no index below `size`.
std::optional<std::size_t> index_of(const std::string& token, std::size_t size) {
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data(), end, index);
  if (error != std::errc() || stop != end || (token.size() > 1 && token[0] == '0') || index >= size)
    return std::nullopt;
  return index;
}

}  // namespace

JsonValue JsonValue::number(std::string text) {
  return {.kind = ValueKind::number, .text = std::move(text)};
}
JsonValue JsonValue::integer(std::int64_t value) {
  return number(std::to_string(value));
}
JsonValue JsonValue::string(std::string text) {
  return {.kind = ValueKind::string, .text = std::move(text)};
}
JsonValue JsonValue::array(std::vector<JsonValue> items) {
  return {.kind = ValueKind::array, .items = std::move(items)};
}
JsonValue JsonValue::object(Members members) {
  return {.kind = ValueKind::object, .members = std::move(members)};
}

JsonValue* JsonValue::find(std::string_view name) {
  return find_in(members, name);
}

const JsonValue* JsonValue::find(std::string_view name) const {
  return find_in(members, name);
}

JsonValue& JsonValue::set(std::string_view name, JsonValue value) {
  if (JsonValue* there = find(name)) return *there = std::move(value);
  return members.emplace_back(std::string(name), std::move(value)).second;
}

void JsonValue::drop(std::string_view name) {
  std::erase_if(members, [&](const auto& member) { return member.first == name; });
}

const JsonValue* JsonValue::at(std::string_view pointer) const {
  const std::optional<std::vector<std::string>> tokens = pointer_tokens(pointer);
  if (!tokens) return nullptr;
  const JsonValue* value = this;
  for (const std::string& token : *tokens) {
    if (value->is_object()) {
      value = value->find(token);
    } else {
      const std::optional<std::size_t> index = index_of(token, value->items.size());
      value = index ? &value->items[*index] : nullptr;
    }
    if (value == nullptr) return nullptr;
  }
  return value;
}

JsonValue* JsonValue::at(std::string_view pointer) {
  return const_cast<JsonValue*>(std::as_const(*this).at(pointer));
}

bool JsonValue::operator==(const JsonValue& other) const {
  if (kind != other.kind) return false;
  switch (kind) {
    case ValueKind::null:
      return true;
    case ValueKind::boolean:
      return is_true == other.is_true;
    case ValueKind::number:
      return text == other.text || compare_numbers(text, other.text) == 0;
    case ValueKind::string:
      return text == other.text;
    case ValueKind::array:
      return items == other.items;
    case ValueKind::object:
      if (members.size() != other.members.size()) return false;
      for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& [name, member] = members[i];
        const bool is_in_order = other.members[i].first == name;  // mostly
        const JsonValue* there = is_in_order ? &other.members[i].second : other.find(name);
        if (there == nullptr || member != *there) return false;
      }
      return true;
  }
  return false;
}

std::size_t weight_of(const JsonValue& value) {
  std::size_t weight = sizeof(JsonValue) + value.text.size();
  for (const JsonValue& item : value.items) weight += weight_of(item);
  for (const auto& [name, member] : value.members)
    weight += sizeof(std::string) + name.size() + weight_of(member);
  return weight;
}

}  // namespace avouch
