// SPDX-License-Identifier: MIT
#include "prove/neighbours.h"

#include <algorithm>
#include <utility>

namespace avouch {
namespace {

constexpr std::size_t kMembers = 32;  // members of one object that are removed in turn

std::vector<JsonValue> changed_array(const JsonValue& array) {
  std::vector<JsonValue> changed = {JsonValue::array(), array};
  changed.back().items.push_back(array.items.empty() ? JsonValue::null() : array.items.back());
  if (array.items.empty()) return changed;
  changed.push_back(array);
  changed.back().items.pop_back();
  return changed;
}

std::vector<JsonValue> changed_object(const JsonValue& object) {
  std::vector<JsonValue> changed = {JsonValue::object(), object};
  changed.back().set("avouchOther", JsonValue::null());
  for (std::size_t i = 0; i < std::min(kMembers, object.members.size()); ++i) {
    changed.push_back(object);
    changed.back().members.erase(changed.back().members.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return changed;
}

std::vector<JsonValue> changed_text(const std::string& text) {
  std::vector<JsonValue> changed = {JsonValue::string(text + "x"), JsonValue::string(""), JsonValue::null()};
  if (!text.empty() && static_cast<unsigned char>(text.back()) < 0x80)
    changed.push_back(JsonValue::string(text.substr(0, text.size() - 1)));
  return changed;
}

std::vector<JsonValue> changed_number(const std::string& text) {
  std::vector<JsonValue> changed = {JsonValue::number("0"), JsonValue::number("-1"), JsonValue::number("0.5"),
                                    JsonValue::string(text)};
  if (text.find_first_not_of("-0123456789") == text.npos && text.find_first_of("123456789") != text.npos)
    changed.push_back(JsonValue::number(text + "0"));
  return changed;
}

std::vector<JsonValue> changed(const JsonValue& value) {
  switch (value.kind) {
    case ValueKind::null:
      return {JsonValue::boolean(false), JsonValue::string("x")};
    case ValueKind::boolean:
      return {JsonValue::boolean(!value.is_true), JsonValue::null()};
    case ValueKind::number:
      return changed_number(value.text);
    case ValueKind::string:
      return changed_text(value.text);
    case ValueKind::array:
      return changed_array(value);
    case ValueKind::object:
      return changed_object(value);
  }
  return {};
}

}  // namespace

std::vector<std::string> neighbours(JsonValue value, std::size_t most) {
  std::vector<std::string> made;
  // Values that are moved out and back keep their addresses, so these pointers stay valid.
  std::vector<JsonValue*> places = {&value};
  for (std::size_t i = 0; i < places.size() && made.size() < most; ++i) {
    JsonValue& place = *places[i];
    for (JsonValue& item : place.items) places.push_back(&item);
    for (auto& member : place.members) places.push_back(&member.second);
    JsonValue kept = std::move(place);
    for (JsonValue& other : changed(kept)) {
      if (made.size() == most) break;
      place = std::move(other);
      made.push_back(to_text(value));
    }
    place = std::move(kept);
  }
  return made;
}

}  // namespace avouch
