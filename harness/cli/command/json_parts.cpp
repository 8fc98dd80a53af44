// SPDX-License-Identifier: MIT
#include "cli/command/json_parts.h"

#include <nlohmann/json.hpp>

namespace avouch {

JsonValue json_object(std::initializer_list<std::pair<const char*, JsonMember>> members) {
  JsonValue object = JsonValue::object();
  for (const auto& [name, member] : members) object.members.emplace_back(name, member.value);
  return object;
}

JsonValue json_texts(const std::vector<std::string>& texts) {
  JsonValue list = JsonValue::array();
  for (const std::string& text : texts) list.items.push_back(JsonValue::string(text));
  return list;
}

JsonValue text_or_null(const std::string& text) {
  return text.empty() ? JsonValue::null() : JsonValue::string(text);
}

JsonValue place_or_null(const Place& place) {
  if (place == Place{}) return JsonValue::null();
  return json_object({{"file", place.file},
                      {"pointer", place.pointer},
                      {"line", place.line > 0 ? JsonValue::integer(place.line) : JsonValue::null()}});
}

std::string document_text(const JsonValue& root) {
  constexpr int kIndent = 2;
  constexpr bool kAscii = true;
  // to_text() replaces what is not UTF-8.
  return nlohmann::ordered_json::parse(to_text(root)).dump(kIndent, ' ', kAscii) + "\n";
}

}  // namespace avouch
