// SPDX-License-Identifier: MIT
#include "json/writer.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

void append_unit(std::uint32_t unit, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += kDigits[unit >> shift & 15U];
}

void append_escape(std::uint32_t point, std::string& out) {
  if (point >= 0x10000) {  // RFC 8259 §7: a surrogate pair
    append_unit(0xD800U + ((point - 0x10000U) >> 10U), out);
    point = 0xDC00U + ((point - 0x10000U) & 0x3FFU);
  }
  append_unit(point, out);
}

void append_ascii(char c, std::string& out) {
  constexpr std::string_view kMeant = "\"\\\b\f\n\r\t";
  constexpr std::string_view kNames = "\"\\bfnrt";
  const auto byte = static_cast<unsigned char>(c);
  if (const std::size_t known = kMeant.find(c); known != kMeant.npos) {
    out += '\\';
    out += kNames[known];
  } else if (byte < 0x20 || byte == 0x7F) {
    append_unit(byte, out);
  } else {
    out += c;
  }
}

// The UTF-8 sequence at the beginning of `text`; includes the generalized form of lone surrogates.
struct Sequence {
  std::uint32_t point = kReplacement;
  std::size_t size = 1;
  bool is_utf8 = false;
};

Sequence sequence_at(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned first = byte(0);
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (text.size() < size) return {};
  const bool is_surrogate = first == 0xED && byte(1) >= 0xA0 && byte(1) <= 0xBF && (byte(2) & 0xC0U) == 0x80;
  const bool is_utf8 = !first_invalid_utf8(text.substr(0, size));
  if (!is_utf8 && !is_surrogate) return {};
  std::uint32_t point = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) point = point << 6U | (byte(i) & 0x3FU);
  return {point, size, is_utf8};
}

void append(const JsonValue& value, Escapes escapes, std::string& out) {
  bool is_first = true;
  const auto separate = [&] {
    if (!is_first) out += ',';
    is_first = false;
  };
  switch (value.kind) {
    case ValueKind::null:
      out += "null";
      break;
    case ValueKind::boolean:
      out += value.is_true ? "true" : "false";
      break;
    case ValueKind::number:
      out += value.text;
      break;
    case ValueKind::string:
      append_string(value.text, out, escapes);
      break;
    case ValueKind::array:
      out += '[';
      for (const JsonValue& item : value.items) {
        separate();
        append(item, escapes, out);
      }
      out += ']';
      break;
    case ValueKind::object:
      out += '{';
      for (const auto& [name, member] : value.members) {
        separate();
        append_string(name, out, escapes);
        out += ':';
        append(member, escapes, out);
      }
      out += '}';
      break;
  }
}

}  // namespace

void append_string(std::string_view text, std::string& out, Escapes escapes) {
  out += '"';
  while (!text.empty()) {
    if (static_cast<unsigned char>(text.front()) < 0x80) {
      append_ascii(text.front(), out);
      text.remove_prefix(1);
      continue;
    }
    const Sequence sequence = sequence_at(text);
    if (escapes == Escapes::all_but_ascii || (sequence.size == 3 && !sequence.is_utf8)) {
      append_escape(sequence.point, out);
    } else if (sequence.is_utf8) {
      out.append(text, 0, sequence.size);
    } else {
      out += "\xEF\xBF\xBD";  // U+FFFD
    }
    text.remove_prefix(sequence.size);
  }
  out += '"';
}

void append_text(const JsonValue& value, std::string& out) {
  append(value, Escapes::needed, out);
}

std::string to_text(const JsonValue& value) {
  std::string out;
  append(value, Escapes::needed, out);
  return out;
}

std::string to_ascii_text(const JsonValue& value) {
  std::string out;
  append(value, Escapes::all_but_ascii, out);
  return out;
}

std::string plain_text(const JsonValue& value) {
  return value.is_string() ? value.text : to_text(value);
}

std::string json_string(std::string_view text) {
  std::string out;
  append_string(text, out);
  return out;
}

}  // namespace avouch
