// SPDX-License-Identifier: MIT
// read_number() and read_word().
#include "json/instance_scalar.h"

namespace avouch {
namespace {

void skip_digits(BodyCursor& cursor) {
  while (cursor.is_digit()) ++cursor.at;
}

bool is_one_of(const BodyCursor& cursor, char one, char other) {
  return !cursor.is_at_end() && (cursor.text[cursor.at] == one || cursor.text[cursor.at] == other);
}

bool fail_no_number(BodyCursor& cursor) {
  const std::string_view rest = cursor.text.substr(cursor.at);
  for (const std::string_view word : {"NaN", "Infinity", "-Infinity", "-NaN"}) {
    if (rest.starts_with(word)) return cursor.fail(cursor.at, std::string(word) + " is not JSON");
  }
  if (rest[0] == '-') return cursor.fail(cursor.at + 1, "a digit is missing after the minus sign");
  if (rest[0] == '\'') return cursor.fail(cursor.at, "a string needs double quotes, not single quotes");
  return cursor.fail_unexpected("no value begins with ");
}

}  // namespace

bool read_number(BodyCursor& cursor) {
  const std::size_t begin = cursor.at;
  if (cursor.text[cursor.at] == '-') ++cursor.at;
  if (!cursor.is_digit()) {
    cursor.at = begin;
    return fail_no_number(cursor);
  }
  if (cursor.text[cursor.at] == '0') {
    ++cursor.at;
    if (cursor.is_digit()) return cursor.fail(begin, "a number has a leading zero");
  }
  skip_digits(cursor);
  if (is_one_of(cursor, '.', '.')) {
    ++cursor.at;
    if (!cursor.is_digit()) return cursor.fail(cursor.at, "a digit is missing after the decimal point");
    skip_digits(cursor);
  }
  if (is_one_of(cursor, 'e', 'E')) {
    ++cursor.at;
    if (is_one_of(cursor, '+', '-')) ++cursor.at;
    if (!cursor.is_digit()) return cursor.fail(cursor.at, "a digit is missing in the exponent");
    skip_digits(cursor);
  }
  return true;
}

bool read_word(BodyCursor& cursor, std::string_view word) {
  const std::string_view rest = cursor.text.substr(cursor.at);
  if (!rest.starts_with(word)) {
    if (word.starts_with(rest))
      return cursor.fail(cursor.text.size(), "the body ends inside " + std::string(word));
    return cursor.fail_unexpected("no value begins with ");
  }
  cursor.at += word.size();
  return true;
}

}  // namespace avouch
