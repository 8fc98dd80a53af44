// SPDX-License-Identifier: MIT
#include "generate/text/example_in_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"

namespace avouch {
namespace {

constexpr std::size_t kMostSearched = 2000;
constexpr std::size_t kLongestValue = 100;
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kQuotes = {
    {{"“", "”"}, {"‘", "’"}, {"\"", "\""}, {"`", "`"}, {"'", "'"}, {"«", "»"}}};

// What the words at the beginning of `text` show: a value in quotes. Blanks and a few marks may stand before
// it.
std::optional<std::string> quoted(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" :,([");
  if (begin == text.npos) return std::nullopt;
  text.remove_prefix(begin);
  for (const auto& [open, close] : kQuotes) {
    if (!text.starts_with(open)) continue;
    text.remove_prefix(open.size());
    const std::string_view value = text.substr(0, text.find(close));
    if (value.empty() || value.size() == text.size() || value.size() > kLongestValue) return std::nullopt;
    const bool is_plain =
        std::none_of(value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r'; });
    return is_plain ? std::optional(std::string(value)) : std::nullopt;
  }
  return std::nullopt;
}

// A word in capitals, if another one follows: "REPLACE or DELETE", "ASC, DESC".
std::optional<std::string> in_capitals(std::string_view text) {
  const auto word = [&]() {
    std::size_t end = 0;
    while (end < text.size() && (is_upper(text[end]) || is_digit(text[end]) || text[end] == '_')) ++end;
    const std::string_view found = text.substr(0, end);
    text.remove_prefix(end);
    const bool ends = text.empty() || !is_alphanumeric(text.front());
    return ends && found.size() > 1 && is_upper(found.front()) ? found : std::string_view();
  };
  text.remove_prefix(std::min(text.find_first_not_of(" :"), text.size()));
  const std::string_view first = word();
  if (first.empty()) return std::nullopt;
  for (const std::string_view between : {" or ", ", ", "|", " | "}) {
    if (!text.starts_with(between)) continue;
    text.remove_prefix(between.size());
    return word().empty() ? std::nullopt : std::optional(std::string(first));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> example_in_words(std::string_view description) {
  const std::string_view text = description.substr(0, kMostSearched);
  const std::string lower = ascii_lower(text);
  std::optional<std::string> found;
  std::size_t first = text.size();
  const auto look = [&](std::string_view words, std::optional<std::string> (*read)(std::string_view)) {
    for (std::size_t at = lower.find(words); at != lower.npos && at < first; at = lower.find(words, at + 1)) {
      if (at > 0 && is_alphanumeric(lower[at - 1])) continue;
      std::optional<std::string> value = read(text.substr(at + words.size()));
      if (!value) continue;
      found = std::move(value);
      first = at;
    }
  };
  for (const std::string_view words : {"e.g.", "e.g", "eg.", "for example", "for instance",
                                       "example:", "examples:", "example is", "such as", "set to", "one of"})
    look(words, quoted);
  for (const std::string_view words : {"must be", "either", "one of"}) look(words, in_capitals);
  return found;
}

}  // namespace avouch
