// SPDX-License-Identifier: MIT
#include "http/field_reader.h"

#include <cstddef>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch::http {
namespace {

// qdtext and the characters allowed after a backslash, including obs-text.
bool is_quotable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7F);
}

}  // namespace

bool FieldReader::take(char wanted) {
  if (!rest_.starts_with(wanted)) return false;
  rest_.remove_prefix(1);
  return true;
}

bool FieldReader::skip_blanks() {
  const std::size_t before = rest_.size();
  while (rest_.starts_with(' ') || rest_.starts_with('\t')) rest_.remove_prefix(1);
  return rest_.size() < before;
}

std::optional<std::string_view> FieldReader::token() {
  const std::string_view found = rest_.substr(0, token_length(rest_));
  if (found.empty()) return std::nullopt;
  rest_.remove_prefix(found.size());
  return found;
}

std::optional<std::string> FieldReader::quoted_string() {
  if (!take('"')) return std::nullopt;
  std::string value;
  while (!rest_.empty()) {
    char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '"') return value;
    if (c == '\\') {
      if (rest_.empty()) return std::nullopt;
      c = rest_.front();
      rest_.remove_prefix(1);
    }
    if (!is_quotable(c)) return std::nullopt;
    value += c;
  }
  return std::nullopt;
}

std::optional<std::string> FieldReader::word() {
  if (starts_with('"')) return quoted_string();
  const std::optional<std::string_view> found = token();
  return found ? std::optional<std::string>(*found) : std::nullopt;
}

std::optional<FieldParameter> FieldReader::parameter(bool needs_value) {
  const std::optional<std::string_view> name = token();
  if (!name) return std::nullopt;
  FieldParameter found{.name = ascii_lower(*name)};
  skip_blanks();
  if (!take('=')) return needs_value ? std::nullopt : std::optional(std::move(found));
  skip_blanks();
  std::optional<std::string> value = word();
  if (!value) return std::nullopt;
  found.value = *std::move(value);
  found.has_value = true;
  return found;
}

std::vector<std::string_view> list_elements(std::string_view value, bool has_brackets) {
  std::vector<std::string_view> elements;
  char closing = 0;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    const std::string_view element = trim_ows(value.substr(begin, end - begin));
    if (!element.empty()) elements.push_back(element);
    begin = end + 1;
  };
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char c = value[at];
    if (closing == '"' && c == '\\') {
      ++at;
    } else if (closing != 0) {
      if (c == closing) closing = 0;
    } else if (c == '"') {
      closing = '"';
    } else if (c == '<' && has_brackets) {
      closing = '>';
    } else if (c == ',') {
      add(at);
    }
  }
  add(value.size());
  return elements;
}

}  // namespace avouch::http
