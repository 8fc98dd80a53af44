// SPDX-License-Identifier: MIT
// A mutable JSON value, for documents, examples, parameters and generated values. It is exact: numbers keep
// their text, members keep their order. No value is converted to a double.
//
//   JsonValue value = json_of_text(R"({"b": 1.0, "a": 2})");    // json/json_reader.h
//   value.find("b")->text == "1.0";   to_text(value) == R"({"b":1.0,"a":2})"
//
// A plain value. Nesting is limited on input (json/json_reader.h), so code that works on a JsonValue may
// recurse. The body of a response is an Instance instead (json/instance.h): flat, immutable, of any depth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/value_kind.h"

namespace avouch {

struct JsonValue {
  using Members = std::vector<std::pair<std::string, JsonValue>>;

  ValueKind kind = ValueKind::null;
  bool is_true = false;               // for a boolean
  std::uint32_t line = 0;             // in its document; for a member, of its name; 0: no document
  std::string text = {};              // for a string, decoded; for a number, as written
  std::vector<JsonValue> items = {};  // for an array
  Members members = {};               // for an object; names are unique

  static JsonValue null() { return {}; }
  static JsonValue boolean(bool value) { return {.kind = ValueKind::boolean, .is_true = value}; }
  static JsonValue number(std::string text);  // Precondition: a JSON number
  static JsonValue integer(std::int64_t value);
  static JsonValue string(std::string text);
  static JsonValue array(std::vector<JsonValue> items = {});
  static JsonValue object(Members members = {});

  bool is_null() const { return kind == ValueKind::null; }
  bool is_boolean() const { return kind == ValueKind::boolean; }
  bool is_number() const { return kind == ValueKind::number; }
  bool is_string() const { return kind == ValueKind::string; }
  bool is_array() const { return kind == ValueKind::array; }
  bool is_object() const { return kind == ValueKind::object; }
  bool is_structured() const { return is_array() || is_object(); }
  bool is_false() const { return is_boolean() && !is_true; }
  bool is_string(std::string_view value) const { return is_string() && text == value; }

  // The number of items or members.
  std::size_t size() const { return is_object() ? members.size() : items.size(); }
  bool empty() const { return size() == 0; }

  JsonValue* find(std::string_view name);  // nullptr if no such member exists
  const JsonValue* find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  JsonValue& set(std::string_view name, JsonValue value);  // replaces the member, or appends it
  void drop(std::string_view name);

  // The value at a JSON Pointer from here; nullptr if none is defined there.
  JsonValue* at(std::string_view pointer);
  const JsonValue* at(std::string_view pointer) const;

  // JSON Schema 2020-12 Core §4.2.2: numbers by value, members in any order.
  bool operator==(const JsonValue& other) const;
};

// JSON text without whitespace; numbers keep their text. Bytes that are not UTF-8 become U+FFFD.
std::string to_text(const JsonValue& value);
void append_text(const JsonValue& value, std::string& out);
// The same in ASCII, with all other characters escaped, for header fields.
std::string to_ascii_text(const JsonValue& value);

// The text of a string, or the JSON text of another value, for a URL, a form or a header.
std::string plain_text(const JsonValue& value);

// The text as a JSON string in quotes.
std::string json_string(std::string_view text);

// Approximate memory use in bytes.
std::size_t weight_of(const JsonValue& value);

}  // namespace avouch
