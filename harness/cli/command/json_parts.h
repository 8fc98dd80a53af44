// SPDX-License-Identifier: MIT
// What the JSON of several commands has in common (--report-json of list, explain, lint, cors, diff and
// coverage; schemas/*.schema.json).
//
//   document_text(json_object({{"format", "avouch-list"}, {"schemaVersion", kCommandFormat}}))
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "clause/clause.h"
#include "json/json_value.h"

namespace avouch {

inline constexpr int kCommandFormat = 1;  // `schemaVersion` of each of them

// A value of a member, made from what the commands have.
struct JsonMember {
  JsonMember(JsonValue made) : value(std::move(made)) {}                   // NOLINT: each of these is a value
  JsonMember(const std::string& text) : value(JsonValue::string(text)) {}  // NOLINT
  JsonMember(std::string_view text) : value(JsonValue::string(std::string(text))) {}  // NOLINT
  JsonMember(const char* text) : value(JsonValue::string(text)) {}                    // NOLINT
  JsonMember(bool is_true) : value(JsonValue::boolean(is_true)) {}                    // NOLINT
  template <std::integral T>
  JsonMember(T number) : value(JsonValue::integer(static_cast<std::int64_t>(number))) {}  // NOLINT

  JsonValue value;
};

JsonValue json_object(std::initializer_list<std::pair<const char*, JsonMember>> members);
// One object with the members of all, in that order. Their names must differ.
JsonValue json_joined(std::initializer_list<JsonValue> objects);
JsonValue json_texts(const std::vector<std::string>& texts);
JsonValue text_or_null(const std::string& text);
// null if the place is unknown.
JsonValue place_or_null(const Place& place);
// What list and explain say of a clause.
JsonValue clause_json(const Clause& clause);
// The text of the whole document: indented, ASCII, ends in a line feed.
std::string document_text(const JsonValue& root);

}  // namespace avouch
