// SPDX-License-Identifier: MIT
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

#include "base/ascii.h"
#include "base/steps.h"

namespace avouch {
namespace {

struct Decoded {
  std::uint32_t point = 0;
  std::size_t length = 0;  // 0 if the bytes are not well-formed
};

bool continues(unsigned char byte) {
  return (byte & 0xC0U) == 0x80U;
}

// Decodes one code point at `text[at]` by the table of RFC 3629 §4.
Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t left = text.size() - at;
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first <= 0xDF && left >= 2 && continues(byte(1))) {
    return {((first & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  }
  if (first >= 0xE0 && first <= 0xEF && left >= 3 && continues(byte(1)) && continues(byte(2))) {
    const std::uint32_t point = ((first & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
    if (point >= 0x800 && (point < 0xD800 || point > 0xDFFF)) return {point, 3};
  }
  if (first >= 0xF0 && first <= 0xF4 && left >= 4 && continues(byte(1)) && continues(byte(2)) &&
      continues(byte(3))) {
    const std::uint32_t point =
        ((first & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) | (byte(3) & 0x3FU);
    if (point >= 0x10000 && point <= 0x10FFFF) return {point, 4};
  }
  return {};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Characters that are invisible or look like others: C1 controls and blanks other than SP (categories Cc, Zs,
// Zl, Zp), format characters (Cf), characters that a font may omit (Default_Ignorable_Code_Point: fillers,
// variation selectors, tags), the empty Braille cell and noncharacters. Unicode 14.
constexpr std::array kUnseen = {
    Range{0x7F, 0xA0},       Range{0xAD, 0xAD},       Range{0x34F, 0x34F},     Range{0x600, 0x605},
    Range{0x61C, 0x61C},     Range{0x6DD, 0x6DD},     Range{0x70F, 0x70F},     Range{0x890, 0x891},
    Range{0x8E2, 0x8E2},     Range{0x115F, 0x1160},   Range{0x1680, 0x1680},   Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F},   Range{0x2000, 0x200F},   Range{0x2028, 0x202F},   Range{0x205F, 0x206F},
    Range{0x2800, 0x2800},   Range{0x3000, 0x3000},   Range{0x3164, 0x3164},   Range{0xFDD0, 0xFDEF},
    Range{0xFE00, 0xFE0F},   Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},   Range{0xFFF0, 0xFFFB},
    Range{0x110BD, 0x110BD}, Range{0x110CD, 0x110CD}, Range{0x13430, 0x1343F}, Range{0x1BCA0, 0x1BCA3},
    Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF},
};

bool is_unseen(std::uint32_t point) {
  if (point < 0x7F) return false;
  if ((point & 0xFFFEU) == 0xFFFEU) return true;
  const auto* const range =
      std::lower_bound(kUnseen.begin(), kUnseen.end(), point,
                       [](const Range& each, std::uint32_t p) { return each.last < p; });
  return range != kUnseen.end() && range->first <= point;
}

bool is_unsafe_to_print(std::uint32_t point) {
  return point < 0x20 || is_unseen(point);
}

// Returns whether the character at `at` would start a command of a CI server in a log. GitHub's runner
// executes "::name::" at the beginning of a line, after optional blanks, and "##[name]" anywhere. Azure
// executes "##vso[name]" anywhere, TeamCity "##teamcity[name". Every blank counts as the beginning of a line,
// because reports wrap lines at blanks.
bool begins_a_command(std::string_view text, std::size_t at, bool quote) {
  if (text[at] == ':') {
    const bool is_first = at == 0 ? !quote : text[at - 1] == ' ';
    return is_first && text.substr(at, 2) == "::";
  }
  if (text[at] != '#' || at == 0 || text[at - 1] != '#') return false;
  std::size_t end = at + 1;
  while (end < text.size() &&
         ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z')))
    ++end;
  return end < text.size() && text[end] == '[';
}

std::string hexadecimal(std::uint32_t value, std::size_t width) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (; value != 0 || text.size() < width; value >>= 4U) text.insert(text.begin(), kDigits[value & 0xFU]);
  return text;
}

std::string escaped(std::uint32_t point) {
  if (point == '\n') return "\\n";
  if (point == '\r') return "\\r";
  if (point == '\t') return "\\t";
  return point < 0x80 ? "\\x" + hexadecimal(point, 2) : "\\u{" + hexadecimal(point, 4) + "}";
}

// By byte: whether it is a character that append_printable() never changes.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = ' '; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\' && c != ':' && c != '#';
  return plain;
}();
constexpr bool is_plain(char c) {
  return kPlain[static_cast<unsigned char>(c)];
}

// Appends up to `limit` code points of `text`, escaped. Returns the bytes consumed.
std::size_t append_printable(std::string& out, std::string_view text, std::size_t limit, bool quote) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < limit; ++count) {
    const std::string_view rest = text.substr(at, limit - count);
    const auto plain =
        static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_plain) - rest.begin());
    if (plain > 0) {
      out += rest.substr(0, plain);
      at += plain;
      count += plain - 1;
      continue;
    }
    const Decoded next = decode(text, at);
    if (next.length == 0) {
      out += "\\x" + hexadecimal(static_cast<unsigned char>(text[at]), 2);
      ++at;
      continue;
    }
    if (quote && (next.point == '"' || next.point == '\\')) out += '\\';
    if (is_unsafe_to_print(next.point) || begins_a_command(text, at, quote)) {
      out += escaped(next.point);
    } else {
      out += text.substr(at, next.length);
    }
    at += next.length;
  }
  return at;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const Decoded next = decode(text, at);
    if (next.length == 0) return at;
    at += next.length;
  }
  return std::nullopt;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return !continues(static_cast<unsigned char>(byte)); }));
}

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text, std::string_view::npos, false);
  return out;
}

std::string seen(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    if (next.length > 0 && is_unseen(next.point)) {
      out += escaped(next.point);
    } else {
      out += text.substr(at, std::max<std::size_t>(next.length, 1));
    }
    at += std::max<std::size_t>(next.length, 1);
  }
  return out;
}

std::string in_quotes(std::string_view text, std::size_t limit) {
  std::string out = "\"";
  const std::size_t used = append_printable(out, text, limit, true);
  out += used < text.size() ? "…\" (" + counted(text.size(), "byte", "bytes") + ")" : "\"";
  return out;
}

std::string shown(std::string_view text, std::size_t limit) {
  std::string out;
  const std::size_t used = append_printable(out, text, limit, false);
  if (used < text.size()) out += "… (" + counted(text.size(), "byte", "bytes") + ")";
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

bool equals_ignoring_ascii_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char one, char other) { return to_lower(one) == to_lower(other); });
}

std::string_view trim_ows(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    parts.push_back(text.substr(at, end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

std::string variable_name(std::string_view name) {
  std::string variable;
  for (const char c : name)
    variable += is_lower(c) ? static_cast<char>(c - 'a' + 'A') : is_alphanumeric(c) ? c : '_';
  return variable;
}

std::string capitalized(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += separator;
    text += parts[i];
  }
  return text;
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  return std::to_string(count) + " " + std::string(count == 1 ? singular : plural);
}

namespace {

// How many characters are inserted, removed, replaced, or exchanged with the next one.
std::size_t edits(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before(to.size() + 1);
  std::vector<std::size_t> above(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    before.swap(above);
    above.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      const bool is_exchanged = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (is_exchanged) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongest = 200;
  if (word.size() > kLongest) return std::nullopt;
  count_steps(candidates.size());
  std::optional<std::string> best;
  std::size_t best_distance = kLongest;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongest) continue;
    const std::size_t distance = edits(word, candidate);
    if (distance < best_distance && distance * 3 <= std::max(word.size(), candidate.size())) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace avouch
