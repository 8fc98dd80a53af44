// SPDX-License-Identifier: MIT
#include "json.h"

#include <cstdint>
#include <cstdio>

namespace avouch::differential {
namespace {

void append_escape(std::string& out, std::uint32_t unit) {
  char escape[8];
  std::snprintf(escape, sizeof escape, "\\u%04x", unit);
  out += escape;
}

// Some strings are written with escapes wherever they can be, others only where they must be.
void append_string(std::string& out, const std::string& text) {
  const bool escapes_all = text.size() % 4 == 3;
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    if (first < 0x80) {
      if (first == '"' || first == '\\') {
        out += '\\';
        out += text[i];
      } else if (first < 0x20) {
        append_escape(out, first);
      } else {
        out += text[i];
      }
      ++i;
      continue;
    }
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t point = first & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k)
      point = point << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    const bool is_surrogate = point >= 0xD800 && point < 0xE000;
    if (!escapes_all && !is_surrogate) {
      out += text.substr(i, length);
    } else if (point >= 0x10000) {
      append_escape(out, 0xD800 + ((point - 0x10000) >> 10U));
      append_escape(out, 0xDC00 + ((point - 0x10000) & 0x3FFU));
    } else {
      append_escape(out, point);
    }
    i += length;
  }
  out += '"';
}

void append(std::string& out, const Json& value) {
  switch (value.kind) {
    case Json::Kind::null:
      out += "null";
      break;
    case Json::Kind::boolean:
      out += value.truth ? "true" : "false";
      break;
    case Json::Kind::number:
      out += value.text;
      break;
    case Json::Kind::string:
      append_string(out, value.text);
      break;
    case Json::Kind::array:
      out += '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out += ',';
        append(out, value.items[i]);
      }
      out += ']';
      break;
    case Json::Kind::object:
      out += '{';
      for (std::size_t i = 0; i < value.members.size(); ++i) {
        if (i > 0) out += ',';
        append_string(out, value.members[i].name);
        out += ':';
        append(out, value.members[i].value);
      }
      out += '}';
      break;
  }
}

}  // namespace

Json Json::boolean(bool truth) {
  Json value;
  value.kind = Kind::boolean;
  value.truth = truth;
  return value;
}

Json Json::number(std::string text) {
  Json value;
  value.kind = Kind::number;
  value.text = std::move(text);
  return value;
}

Json Json::string(std::string text) {
  Json value;
  value.kind = Kind::string;
  value.text = std::move(text);
  return value;
}

Json Json::array(std::vector<Json> items) {
  Json value;
  value.kind = Kind::array;
  value.items = std::move(items);
  return value;
}

Json Json::object() {
  Json value;
  value.kind = Kind::object;
  return value;
}

const Json* Json::find(std::string_view name) const {
  for (auto member = members.rbegin(); member != members.rend(); ++member) {
    if (member->name == name) return &member->value;
  }
  return nullptr;
}

void Json::set(std::string name, Json value) {
  members.push_back({std::move(name), std::move(value)});
}

std::string to_text(const Json& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace avouch::differential
