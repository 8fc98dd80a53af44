// SPDX-License-Identifier: MIT
#include "pattern/syntax/member.h"

#include <charconv>
#include <optional>

#include "base/text.h"
#include "pattern/syntax/property.h"

namespace avouch {
namespace {

using MemberKind = PatternMember::Kind;

PatternMember one(char32_t point) {
  return {.first = point, .last = point};
}

PatternMember read_control(PatternCursor& cursor, std::size_t begin) {
  const char letter = !cursor.is_at_end() ? cursor.next() : ' ';
  if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))) {
    cursor.fail(begin, "\\c requires a letter");
    return {};
  }
  cursor.skip(1);
  return one(static_cast<unsigned char>(letter) & 0x1FU);
}

char32_t read_hex(PatternCursor& cursor, std::size_t digits, std::size_t begin) {
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

PatternMember read_braced_point(PatternCursor& cursor, std::size_t begin) {
  const std::size_t end = cursor.text().find('}', cursor.at());
  if (end == cursor.text().npos || end == cursor.at()) {
    cursor.fail(begin, "hexadecimal digits are missing");
    return {};
  }
  const char32_t point = read_hex(cursor, end - cursor.at(), begin);
  cursor.skip(1);
  if (point > 0x10FFFF) cursor.fail(begin, "the code point is too large");
  return one(point);
}

PatternMember read_unicode(PatternCursor& cursor, std::size_t begin) {
  if (cursor.take("{")) return read_braced_point(cursor, begin);
  const char32_t point = read_hex(cursor, 4, begin);
  if (point < 0xD800 || point > 0xDBFF || !cursor.next_is("\\u")) return one(point);
  const std::size_t before = cursor.at();
  cursor.skip(2);
  const char32_t low = cursor.next_is("{") ? 0 : read_hex(cursor, 4, begin);
  if (low >= 0xDC00 && low <= 0xDFFF) return one(0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00));
  cursor.move_to(before);
  return one(point);
}

PatternMember read_property(PatternCursor& cursor, bool is_negative, PatternTree& tree, std::size_t begin) {
  const std::size_t end = cursor.text().find('}', cursor.at());
  if (!cursor.next_is("{") || end == cursor.text().npos) {
    cursor.fail(begin, "a property's name in braces is missing");
    return {};
  }
  const std::string_view name = cursor.text().substr(cursor.at() + 1, end - cursor.at() - 1);
  cursor.move_to(end + 1);
  if (!property_escape(name, is_negative)) {
    cursor.fail(begin, "ECMA-262 does not define the property " + in_quotes(name));
    return {};
  }
  tree.properties.emplace_back(name);
  return {.kind = MemberKind::property,
          .is_negative = is_negative,
          .property = static_cast<std::uint32_t>(tree.properties.size() - 1)};
}

PatternMember read_class_atom(PatternCursor& cursor, PatternTree& tree) {
  if (cursor.next() != '\\') return one(cursor.read_point());
  if (cursor.take("\\b")) return one('\b');
  return read_escape(cursor, tree);
}

void read_range(PatternCursor& cursor, PatternTree& tree) {
  const std::size_t begin = cursor.at();
  const PatternMember low = read_class_atom(cursor, tree);
  if (cursor.has_failed()) return;
  const bool is_range =
      cursor.next_is("-") && cursor.at() + 1 < cursor.text().size() && cursor.text()[cursor.at() + 1] != ']';
  if (!is_range) return tree.members.push_back(low);
  cursor.skip(1);
  const PatternMember high = read_class_atom(cursor, tree);
  if (cursor.has_failed()) return;
  if (low.kind == MemberKind::range && high.kind == MemberKind::range) {
    if (low.first > high.first) return cursor.fail(begin, "a range is out of order");
    return tree.members.push_back({.first = low.first, .last = high.first});
  }
  for (const PatternMember& member : {low, one('-'), high}) tree.members.push_back(member);
}

// \d and similar; nullopt if the letter is no shorthand.
std::optional<PatternMember> shorthand(char letter) {
  switch (letter) {
    case 'd':
    case 'D':
      return PatternMember{.kind = MemberKind::digit, .is_negative = letter == 'D'};
    case 'w':
    case 'W':
      return PatternMember{.kind = MemberKind::word, .is_negative = letter == 'W'};
    case 's':
    case 'S':
      return PatternMember{.kind = MemberKind::space, .is_negative = letter == 'S'};
    case 't':
      return one('\t');
    case 'n':
      return one('\n');
    case 'v':
      return one('\v');
    case 'f':
      return one('\f');
    case 'r':
      return one('\r');
    default:
      return std::nullopt;
  }
}

}  // namespace

PatternMember read_escape(PatternCursor& cursor, PatternTree& tree) {
  const std::size_t begin = cursor.at();
  cursor.skip(1);
  if (cursor.is_at_end()) {
    cursor.fail(begin, "a \\ ends the pattern");
    return {};
  }
  const char c = cursor.next();
  const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (!is_word) return one(cursor.read_point());
  cursor.skip(1);
  if (const std::optional<PatternMember> known = shorthand(c)) return *known;
  switch (c) {
    case '0':
      if (cursor.is_digit(cursor.at()))
        cursor.fail(begin, "octal escapes are not part of ECMA-262's Unicode mode");
      return one(0);
    case 'c':
      return read_control(cursor, begin);
    case 'x':
      return one(read_hex(cursor, 2, begin));
    case 'u':
      return read_unicode(cursor, begin);
    case 'p':
    case 'P':
      return read_property(cursor, c == 'P', tree, begin);
    default:
      cursor.fail(begin, "unknown escape " + in_quotes(cursor.text().substr(begin, 2)));
      return {};
  }
}

PatternNode read_class(PatternCursor& cursor, PatternTree& tree) {
  const std::size_t begin = cursor.at();
  cursor.skip(1);
  PatternNode set{.kind = PatternNode::Kind::set,
                  .is_negative = cursor.take("^"),
                  .number = static_cast<std::uint32_t>(tree.members.size())};
  while (!cursor.has_failed()) {
    if (cursor.is_at_end())
      cursor.fail(begin, "a [ is never closed");
    else if (cursor.take("]"))
      break;
    else
      read_range(cursor, tree);
  }
  set.size = static_cast<std::uint32_t>(tree.members.size()) - set.number;
  return set;
}

}  // namespace avouch
