// SPDX-License-Identifier: MIT
#include "cli/command/json_parts.h"

#include <nlohmann/json.hpp>

namespace avouch {

JsonValue json_object(std::initializer_list<std::pair<const char*, JsonMember>> members) {
  JsonValue object = JsonValue::object();
  for (const auto& [name, member] : members) object.members.emplace_back(name, member.value);
  return object;
}

JsonValue json_joined(std::initializer_list<JsonValue> objects) {
  JsonValue whole = JsonValue::object();
  for (const JsonValue& object : objects)
    whole.members.insert(whole.members.end(), object.members.begin(), object.members.end());
  return whole;
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
  return json_object({{"file", place.file.text()},
                      {"pointer", place.pointer},
                      {"line", place.line > 0 ? JsonValue::integer(place.line) : JsonValue::null()}});
}

JsonValue clause_json(const Clause& clause) {
  return json_object({{"coordinate", clause.coordinate},
                      {"operation", clause.operation.text()},
                      {"kind", to_string(clause.kind)},
                      {"severity", clause.severity == Severity::warning ? "warning" : "violation"},
                      {"claim", clause.claim.text()},
                      {"place", place_or_null(clause.place)},
                      {"documentation", text_or_null(clause.documentation)}});
}

std::string document_text(const JsonValue& root) {
  constexpr int kIndent = 2;
  constexpr bool kAscii = true;
  // to_text() replaces what is not UTF-8.
  return nlohmann::ordered_json::parse(to_text(root)).dump(kIndent, ' ', kAscii) + "\n";
}

}  // namespace avouch
