// SPDX-License-Identifier: MIT
#include "pattern/character_class.h"

#include <algorithm>
#include <string>

#include "pattern/pattern.h"
#include "pattern/property_points.h"

namespace avouch {
namespace {

const CodePoints& digit_points() {
  static const CodePoints points = {{'0', '9'}};
  return points;
}
const CodePoints& word_points() {
  static const CodePoints points = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  return points;
}
// ECMA-262 §12.2, §12.3: WhiteSpace and LineTerminator.
const CodePoints& space_points() {
  static const CodePoints points = {{9, 13},          {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680},
                                    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                                    {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
  return points;
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<char32_t> hexadecimal(PatternCursor& cursor, std::size_t digits) {
  char32_t value = 0;
  for (std::size_t i = 0; i < digits; ++i, ++cursor.at) {
    if (digit_value(cursor.peek()) < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit_value(cursor.peek()));
  }
  return value;
}

std::optional<char32_t> unicode(PatternCursor& cursor) {
  if (cursor.take("{")) {
    char32_t value = 0;
    for (; digit_value(cursor.peek()) >= 0 && value <= kLastCodePoint; ++cursor.at)
      value = value * 16 + static_cast<char32_t>(digit_value(cursor.peek()));
    if (!cursor.take("}") || value > kLastCodePoint) return std::nullopt;
    return value;
  }
  const std::optional<char32_t> high = hexadecimal(cursor, 4);
  if (!high || *high < 0xD800 || *high > 0xDBFF || !cursor.rest().starts_with("\\u")) return high;
  const std::size_t before = cursor.at;
  cursor.at += 2;
  const std::optional<char32_t> low = hexadecimal(cursor, 4);
  if (low && *low >= 0xDC00 && *low <= 0xDFFF) return 0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00);
  cursor.at = before;
  return high;
}

std::optional<PatternEscape> class_atom(PatternCursor& cursor, CodePoints& points) {
  if (!cursor.more()) return std::nullopt;
  if (cursor.take("\\b")) {
    points.add('\b', '\b');
    return PatternEscape{.point = '\b'};
  }
  if (cursor.take("\\")) return read_escape(cursor, points);
  const char32_t point = cursor.take_point();
  points.add(point, point);
  return PatternEscape{.point = point};
}

}  // namespace

char32_t PatternCursor::take_point() {
  const auto first = static_cast<unsigned char>(pattern[at]);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  const char32_t point = code_points_of(pattern.substr(at, length)).front();
  at = std::min(at + length, pattern.size());
  return point;
}

bool PatternCursor::take_count(std::size_t& value) {
  const std::size_t start = at;
  constexpr std::size_t kMost = 1'000'000'000;
  value = 0;
  for (; peek() >= '0' && peek() <= '9'; ++at)
    value = std::min(value * 10 + static_cast<std::size_t>(peek() - '0'), kMost);
  return at > start;
}

std::optional<PatternEscape> read_escape(PatternCursor& cursor, CodePoints& points) {
  const auto set = [&](const CodePoints& added_points) {
    points.add(added_points);
    return PatternEscape{.is_set = true};
  };
  const auto one = [&](char32_t point) {
    points.add(point, point);
    return PatternEscape{.point = point};
  };
  const auto number = [&](std::optional<char32_t> point) -> std::optional<PatternEscape> {
    if (!point) return std::nullopt;
    return one(*point);
  };
  if (!cursor.more()) return std::nullopt;
  const char letter = cursor.peek();
  if (letter == 'p' || letter == 'P') {
    const std::size_t end = cursor.pattern.find('}', cursor.at);
    if (cursor.peek(1) != '{' || end == cursor.pattern.npos) return std::nullopt;
    const Result<Pattern> property =
        Pattern::compile("\\" + std::string(cursor.pattern.substr(cursor.at, end + 1 - cursor.at)));
    if (!property) return std::nullopt;
    cursor.at = end + 1;
    return set(property_points(*property));
  }
  const char32_t point = cursor.take_point();
  switch (letter) {
    case 'd':
      return set(digit_points());
    case 'D':
      return set(digit_points().complement());
    case 'w':
      return set(word_points());
    case 'W':
      return set(word_points().complement());
    case 's':
      return set(space_points());
    case 'S':
      return set(space_points().complement());
    case 't':
      return one('\t');
    case 'n':
      return one('\n');
    case 'r':
      return one('\r');
    case 'f':
      return one('\f');
    case 'v':
      return one('\v');
    case '0':
      return one(0);
    case 'c':
      if (!cursor.more()) return std::nullopt;
      return one(cursor.take_point() % 32);
    case 'x':
      return number(hexadecimal(cursor, 2));
    case 'u':
      return number(unicode(cursor));
    default:
      break;
  }
  return one(point);
}

bool read_class(PatternCursor& cursor, CodePoints& points) {
  const bool is_negated = cursor.take("^");
  while (!cursor.take("]")) {
    const std::optional<PatternEscape> first = class_atom(cursor, points);
    if (!first) return false;
    if (first->is_set || cursor.peek() != '-' || cursor.peek(1) == ']' ||
        cursor.at + 1 >= cursor.pattern.size())
      continue;
    ++cursor.at;
    CodePoints end;
    const std::optional<PatternEscape> last = class_atom(cursor, end);
    if (!last) return false;
    if (last->is_set) {  // a hyphen before a class is itself
      points.add('-', '-');
      points.add(end);
    } else if (last->point < first->point) {
      return false;
    } else {
      points.add(first->point, last->point);
    }
  }
  if (is_negated) points = points.complement();
  return true;
}

}  // namespace avouch
