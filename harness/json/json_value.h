// SPDX-License-Identifier: MIT
// A JSON value that is held, changed and written: documents, examples, parameters, what a schema makes. It is
// exact: numbers stay the text that was written, members keep their order. No value passes through a double.
//
//   JsonValue value = json_of_text(R"({"b": 1.0, "a": 2})");    // json/json_reader.h
//   value.find("b")->text == "1.0";   to_text(value) == R"({"b":1.0,"a":2})"
//
// A plain value. Nesting is bounded where values are read (json/json_reader.h), so that what works on one may
// recurse. A body of a target is an Instance instead (json/instance.h): flat, immutable, of any depth.
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
  bool is_true = false;               // of a boolean
  std::uint32_t line = 0;             // of a document: where it stands, a member by its name; 0: it was made
  std::string text = {};              // of a string, decoded; of a number, as written
  std::vector<JsonValue> items = {};  // of an array
  Members members = {};               // of an object; names differ

  static JsonValue null() { return {}; }
  static JsonValue boolean(bool value) { return {.kind = ValueKind::boolean, .is_true = value}; }
  static JsonValue number(std::string text);  // Precondition: a number of JSON
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

  // How many items or members it has.
  std::size_t size() const { return is_object() ? members.size() : items.size(); }
  bool empty() const { return size() == 0; }

  JsonValue* find(std::string_view name);  // nullptr where it has no such member
  const JsonValue* find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  JsonValue& set(std::string_view name, JsonValue value);  // in place, or as the last
  void drop(std::string_view name);

  // What a JSON Pointer leads to from here; nullptr where nothing is defined there.
  JsonValue* at(std::string_view pointer);
  const JsonValue* at(std::string_view pointer) const;

  // JSON Schema 2020-12 Core §4.2.2: numbers by value, members in any order.
  bool operator==(const JsonValue& other) const;
};

// As JSON text without blanks, numbers as they were written. Bytes that are no UTF-8 become U+FFFD.
std::string to_text(const JsonValue& value);
void append_text(const JsonValue& value, std::string& out);
// The same in ASCII alone, all else escaped: as it stands in a header field.
std::string to_ascii_text(const JsonValue& value);

// A string's text itself, else its JSON: as a value stands in a URL, a form or a header.
std::string plain_text(const JsonValue& value);

// The text in quotes, as JSON writes it.
std::string json_string(std::string_view text);

// About how many bytes of memory it takes.
std::size_t weight_of(const JsonValue& value);

}  // namespace avouch
