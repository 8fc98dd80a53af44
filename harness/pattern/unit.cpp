// SPDX-License-Identifier: MIT
#include "pattern/unit.h"

#include <charconv>

#include "base/text.h"
#include "pattern/translation.h"

namespace avouch {
namespace {

// ECMA-262 §22.2.2.9: \s is WhiteSpace (with all of Zs) and LineTerminator; its complement in code points.
constexpr std::string_view kSpaces =
    R"(\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff})";
constexpr std::string_view kNoSpaces =
    R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e})"
    R"(\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff})";

PatternUnit read_control(PatternCursor& cursor, std::size_t begin) {
  cursor.skip(1);
  const char letter = !cursor.is_at_end() ? cursor.next() : ' ';
  if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))) {
    cursor.fail(begin, "\\c wants a letter");
    return {};
  }
  cursor.skip(1);
  return {.point = static_cast<std::uint32_t>(letter) & 0x1FU};
}

std::uint32_t read_hex(PatternCursor& cursor, std::size_t digits, std::size_t begin) {
  std::uint32_t value = 0;
  const std::string_view text = cursor.text().substr(cursor.at(), digits);
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (text.size() != digits || result.ptr != text.data() + text.size() || result.ec != std::errc{}) {
    cursor.fail(begin, "hexadecimal digits are missing");
    return 0;
  }
  cursor.skip(digits);
  return value;
}

PatternUnit read_unicode(PatternCursor& cursor, std::size_t begin) {
  cursor.skip(1);
  if (cursor.next_is("{")) {
    const std::size_t end = cursor.text().find('}', cursor.at());
    const std::size_t digits = end == cursor.text().npos ? 0 : end - cursor.at() - 1;
    cursor.skip(1);
    if (digits == 0) {
      cursor.fail(begin, "hexadecimal digits are missing");
      return {};
    }
    const std::uint32_t point = read_hex(cursor, digits, begin);
    cursor.skip(1);
    if (point > 0x10FFFF) cursor.fail(begin, "there is no character so high");
    return {.point = point};
  }
  std::uint32_t point = read_hex(cursor, 4, begin);
  if (point >= 0xD800 && point <= 0xDBFF && cursor.next_is("\\u")) {
    const std::size_t before = cursor.at();
    cursor.skip(2);
    const std::uint32_t low = cursor.next_is("{") ? 0 : read_hex(cursor, 4, begin);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
    } else {
      cursor.move_to(before);
    }
  }
  return {.point = point};
}

PatternUnit read_property(PatternCursor& cursor, std::size_t begin) {
  const bool is_negated = cursor.next() == 'P';
  cursor.skip(1);
  const std::size_t end = cursor.text().find('}', cursor.at());
  if (!cursor.next_is("{") || end == cursor.text().npos) {
    cursor.fail(begin, "a property's name in braces is missing");
    return {};
  }
  const std::string_view name = cursor.text().substr(cursor.at() + 1, end - cursor.at() - 1);
  cursor.move_to(end + 1);
  if (name == "Assigned") return {.set = is_negated ? "\\p{Cn}" : "\\P{Cn}"};
  const std::optional<std::string> property = translate_property(name);
  if (!property) {
    cursor.fail(begin, "ECMA-262 knows no property " + in_quotes(name));
    return {};
  }
  return {.set = (is_negated ? "\\P{" : "\\p{") + *property + "}"};
}

// Well-formed text holds no surrogates, so a range need not either.
void add_range(std::string& set, std::uint32_t low, std::uint32_t high) {
  if (low >= 0xD800 && low <= 0xDFFF) low = 0xE000;
  if (high >= 0xD800 && high <= 0xDFFF) high = 0xD7FF;
  if (low > high) return;
  set += escaped_point(low);
  if (low != high) set += "-" + escaped_point(high);
}

void add_unit(std::string& set, const PatternUnit& unit) {
  if (unit.point)
    add_range(set, *unit.point, *unit.point);
  else
    set += unit.set;
}

PatternUnit read_class_unit(PatternCursor& cursor) {
  if (cursor.next() != '\\') return {.point = cursor.read_point()};
  if (cursor.next_is("\\b")) {
    cursor.skip(2);
    return {.point = 8};
  }
  return read_pattern_unit(cursor);
}

void read_range(PatternCursor& cursor, std::string& set) {
  const std::size_t begin = cursor.at();
  const PatternUnit low = read_class_unit(cursor);
  if (cursor.has_failed()) return;
  const bool is_range =
      cursor.next_is("-") && cursor.at() + 1 < cursor.text().size() && cursor.text()[cursor.at() + 1] != ']';
  if (!is_range) return add_unit(set, low);
  cursor.skip(1);
  const PatternUnit high = read_class_unit(cursor);
  if (cursor.has_failed()) return;
  if (low.point && high.point) {
    if (*low.point > *high.point) return cursor.fail(begin, "a range is out of order");
    return add_range(set, *low.point, *high.point);
  }
  add_unit(set, low);
  set += "\\-";
  add_unit(set, high);
}

}  // namespace

std::string escaped_point(std::uint32_t point) {
  if ((point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z')) {
    return {static_cast<char>(point)};
  }
  char digits[8];
  const auto end = std::to_chars(digits, digits + sizeof digits, point, 16).ptr;
  return "\\x{" + std::string(digits, end) + "}";
}

PatternUnit read_pattern_unit(PatternCursor& cursor) {
  const std::size_t begin = cursor.at();
  cursor.skip(1);
  if (cursor.is_at_end()) {
    cursor.fail(begin, "a \\ ends the pattern");
    return {};
  }
  const char c = cursor.next();
  switch (c) {
    case 'd':
    case 'D':
    case 'w':
    case 'W':
      cursor.skip(1);
      return {.set = std::string("\\") + c};
    case 's':
      cursor.skip(1);
      return {.set = std::string(kSpaces)};
    case 'S':
      cursor.skip(1);
      return {.set = std::string(kNoSpaces)};
    case 't':
      cursor.skip(1);
      return {.point = 9};
    case 'n':
      cursor.skip(1);
      return {.point = 10};
    case 'v':
      cursor.skip(1);
      return {.point = 11};
    case 'f':
      cursor.skip(1);
      return {.point = 12};
    case 'r':
      cursor.skip(1);
      return {.point = 13};
    case '0':
      cursor.skip(1);
      if (cursor.is_digit(cursor.at()))
        cursor.fail(begin, "octal escapes are not part of ECMA-262's Unicode mode");
      return {.point = 0};
    case 'c':
      return read_control(cursor, begin);
    case 'x':
      cursor.skip(1);
      return {.point = read_hex(cursor, 2, begin)};
    case 'u':
      return read_unicode(cursor, begin);
    case 'p':
    case 'P':
      return read_property(cursor, begin);
    default:
      break;
  }
  const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (is_word) {
    cursor.fail(begin, "there is no escape " + in_quotes(cursor.text().substr(begin, 2)));
    return {};
  }
  return {.point = cursor.read_point()};
}

std::string translate_class(PatternCursor& cursor) {
  const std::size_t begin = cursor.at();
  cursor.skip(1);
  const bool is_negated = cursor.next_is("^");
  if (is_negated) cursor.skip(1);
  std::string set;
  while (!cursor.has_failed()) {
    if (cursor.is_at_end())
      cursor.fail(begin, "a [ is never closed");
    else if (cursor.next() == ']')
      break;
    else
      read_range(cursor, set);
  }
  if (cursor.has_failed()) return {};
  cursor.skip(1);
  // [] matches nothing, and [^] anything.
  if (set.empty()) return is_negated ? "[\\x{0}-\\x{10ffff}]" : "(?:(?!))";
  return (is_negated ? "[^" : "[") + set + "]";
}

}  // namespace avouch
