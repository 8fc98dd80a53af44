// SPDX-License-Identifier: MIT
#include "reports/excerpt.h"

#include <string>

namespace avouch {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::size_t after_blanks(std::string_view text, std::size_t at) {
  const std::size_t found = text.find_first_not_of(kBlanks, at);
  return found == text.npos ? text.size() : found;
}

// One past the closing quote of the string that begins at `at`.
std::optional<std::size_t> after_string(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::nullopt;
}

// One past the value that begins at `at`. Does not recurse: a target chooses the depth.
std::optional<std::size_t> after_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      const std::optional<std::size_t> end = after_string(text, at);
      if (!end) return std::nullopt;
      at = *end;
    } else if (c == '{' || c == '[') {
      ++depth;
      ++at;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return std::nullopt;
      --depth;
      ++at;
    } else if (depth == 0) {
      const std::size_t end = text.find_first_of(",]} \t\r\n", at);
      return end == text.npos ? text.size() : end;  // a number, true, false, null
    } else {
      ++at;  // punctuation, or a part of such a value
    }
    if (depth == 0) return at;
  }
  return std::nullopt;
}

// A segment as it stands between quotes in most texts: names with escapes are compared as they are written.
std::string unescaped_segment(std::string_view segment) {
  std::string plain;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] == '~' && i + 1 < segment.size()) {
      ++i;
      plain += segment[i] == '1' ? '/' : '~';
    } else {
      plain += segment[i];
    }
  }
  return plain;
}

// Where the value of that member or item begins. `at` is after the bracket.
std::optional<std::size_t> child(std::string_view text, std::size_t at, bool is_object,
                                 const std::string& name) {
  for (std::size_t index = 0;; ++index) {
    at = after_blanks(text, at);
    bool is_wanted = !is_object && std::to_string(index) == name;
    if (is_object) {
      if (at >= text.size() || text[at] != '"') return std::nullopt;
      const std::optional<std::size_t> end = after_string(text, at);
      if (!end) return std::nullopt;
      is_wanted = text.substr(at + 1, *end - at - 2) == name;
      at = after_blanks(text, *end);
      if (at >= text.size() || text[at] != ':') return std::nullopt;
      at = after_blanks(text, at + 1);
    }
    if (is_wanted) return at;
    const std::optional<std::size_t> end = after_value(text, at);
    if (!end) return std::nullopt;
    at = after_blanks(text, *end);
    if (at >= text.size() || text[at] != ',') return std::nullopt;
    ++at;
  }
}

}  // namespace

std::optional<TextSpan> json_value_at(std::string_view text, std::string_view pointer) {
  std::size_t at = after_blanks(text, 0);
  while (!pointer.empty()) {
    if (pointer.front() != '/' || at >= text.size() || (text[at] != '{' && text[at] != '['))
      return std::nullopt;
    pointer.remove_prefix(1);
    const std::string_view segment = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(segment.size());
    const std::optional<std::size_t> found = child(text, at + 1, text[at] == '{', unescaped_segment(segment));
    if (!found) return std::nullopt;
    at = *found;
  }
  const std::optional<std::size_t> end = at < text.size() ? after_value(text, at) : std::nullopt;
  if (!end || *end == at) return std::nullopt;
  return TextSpan{at, *end};
}

}  // namespace avouch
