// SPDX-License-Identifier: MIT
// JSON with its notation: numbers are text, members have an order and may repeat.
//
//   Json schema = Json::object();
//   schema.set("minimum", Json::number("1.0"));
//   to_text(schema) == R"({"minimum":1.0})"
//
// Strings are UTF-8. A lone surrogate is encoded in three bytes, as in generalized UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace avouch::differential {

struct Member;

struct Json {
  enum class Kind { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool truth = false;
  std::string text;  // of a number or a string
  std::vector<Json> items;
  std::vector<Member> members;

  static Json boolean(bool truth);
  static Json number(std::string text);
  static Json string(std::string text);
  static Json array(std::vector<Json> items = {});
  static Json object();

  bool is_object() const { return kind == Kind::object; }
  bool is_array() const { return kind == Kind::array; }

  // The last member of that name; nullptr where there is none.
  const Json* find(std::string_view name) const;
  // Appends a member.
  void set(std::string name, Json value);
};

struct Member {
  std::string name;
  Json value;
};

std::string to_text(const Json& value);

// Every value in it, itself first; calls visit(const Json&).
template <class Visit>
void each_value(const Json& value, const Visit& visit) {
  visit(value);
  for (const Json& item : value.items) each_value(item, visit);
  for (const Member& member : value.members) each_value(member.value, visit);
}

}  // namespace avouch::differential
