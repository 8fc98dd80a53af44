// SPDX-License-Identifier: MIT
// read_string(). Most bytes of a body are in strings, so plain ASCII is skipped eight bytes at a time.
#include <bit>
#include <cstring>

#include "base/text.h"
#include "base/utf8.h"
#include "json/instance_scalar.h"

namespace avouch {
namespace {

// Returns the first position from `at` with a quotation mark, a backslash, a control character or a byte that
// is not ASCII.
std::size_t plain_end(std::string_view text, std::size_t at) {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    constexpr std::uint64_t kHighs = kOnes * 0x80U;
    while (text.size() - at >= sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, sizeof word);
      const std::uint64_t quote = word ^ (kOnes * '"');
      const std::uint64_t slash = word ^ (kOnes * '\\');
      // The lowest set bit is correct. Borrows can set higher bits wrongly.
      const std::uint64_t found = (((quote - kOnes) & ~quote) | ((slash - kOnes) & ~slash) |
                                   ((word - kOnes * 0x20U) & ~word) | word) &
                                  kHighs;
      if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
      at += sizeof word;
    }
  }
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '"' || byte == '\\' || byte < 0x20 || byte >= 0x80) break;
    ++at;
  }
  return at;
}

bool fail_control(BodyCursor& cursor) {
  const std::string_view byte = cursor.text.substr(cursor.at, 1);
  return cursor.fail(cursor.at, "a string holds the control character " + printable(byte) +
                                    (byte == "\n" ? " (a line feed) unescaped" : " unescaped"));
}

// Skips one UTF-8 sequence.
bool skip_sequence(BodyCursor& cursor) {
  const auto first = static_cast<unsigned char>(cursor.text[cursor.at]);
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first_invalid_utf8(cursor.text.substr(cursor.at, length)))
    return cursor.fail(cursor.at, "this is not UTF-8");
  cursor.at += length;
  return true;
}

// Reads \uXXXX at the cursor and skips it.
bool read_hex(BodyCursor& cursor, std::uint32_t& point) {
  point = 0;
  for (std::size_t i = cursor.at + 2; i < cursor.at + 6; ++i) {
    if (i >= cursor.text.size()) return cursor.fail(cursor.text.size(), "the body ends inside a string");
    const char c = cursor.text[i];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return cursor.fail(i, "\\u requires four hexadecimal digits");
    point = point * 16 + static_cast<std::uint32_t>(digit);
  }
  cursor.at += 6;
  return true;
}

bool read_escape(BodyCursor& cursor, std::string& out, bool& has_lone_surrogate) {
  const std::string_view rest = cursor.text.substr(cursor.at);
  if (rest.size() == 1) return cursor.fail(cursor.at + 1, "the body ends inside a string");
  constexpr std::string_view kNames = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  if (const std::size_t known = kNames.find(rest[1]); known != kNames.npos) {
    out += kMeant[known];
    cursor.at += 2;
    return true;
  }
  if (rest[1] != 'u')
    return cursor.fail(cursor.at, "a string holds an unknown escape " + in_quotes(rest.substr(0, 2)));
  std::uint32_t point = 0;
  if (!read_hex(cursor, point)) return false;
  if (point >= 0xD800 && point <= 0xDBFF && cursor.text.substr(cursor.at).starts_with("\\u")) {
    const std::size_t before = cursor.at;
    std::uint32_t low = 0;
    if (!read_hex(cursor, low)) return false;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
    } else {
      cursor.at = before;
    }
  }
  if (point >= 0xD800 && point <= 0xDFFF) has_lone_surrogate = true;
  append_utf8(point, out);
  return true;
}

// Continues at the first escape of a string that begins at `begin`.
bool read_escaped(BodyCursor& cursor, std::size_t begin, std::string& decoded, ReadString& string) {
  const std::size_t start = decoded.size();
  string.is_decoded = true;
  decoded.append(cursor.text, begin, cursor.at - begin);
  while (!cursor.is_at_end()) {
    const auto byte = static_cast<unsigned char>(cursor.text[cursor.at]);
    if (byte == '"') {
      ++cursor.at;
      string.at = static_cast<std::uint32_t>(start);
      string.size = static_cast<std::uint32_t>(decoded.size() - start);
      return true;
    }
    if (byte < 0x20) return fail_control(cursor);
    if (byte == '\\') {
      if (!read_escape(cursor, decoded, string.has_lone_surrogate)) return false;
      continue;
    }
    const std::size_t from = cursor.at;
    if (byte < 0x80)
      cursor.at = plain_end(cursor.text, from);
    else if (!skip_sequence(cursor))
      return false;
    decoded.append(cursor.text, from, cursor.at - from);
  }
  return cursor.fail(cursor.at, "the body ends inside a string");
}

}  // namespace

bool read_string(BodyCursor& cursor, std::string& decoded, ReadString& string) {
  const std::size_t begin = ++cursor.at;
  for (;;) {
    cursor.at = plain_end(cursor.text, cursor.at);
    if (cursor.is_at_end()) return cursor.fail(cursor.at, "the body ends inside a string");
    const auto byte = static_cast<unsigned char>(cursor.text[cursor.at]);
    if (byte == '"') {
      string.at = static_cast<std::uint32_t>(begin);
      string.size = static_cast<std::uint32_t>(cursor.at - begin);
      ++cursor.at;
      return true;
    }
    if (byte == '\\') return read_escaped(cursor, begin, decoded, string);
    if (byte < 0x20) return fail_control(cursor);
    if (!skip_sequence(cursor)) return false;
  }
}

}  // namespace avouch
