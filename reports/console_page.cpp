// SPDX-License-Identifier: MIT
#include "reports/console_page.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace avouch {
namespace {

constexpr std::size_t kFieldIndent = 4;
constexpr std::size_t kLabelWidth = 12;
// At smaller widths, wrapping would put almost every word on its own line.
constexpr std::size_t kLeastWidth = 40;

// ECMA-48 SGR parameters: the eight colours that every terminal theme makes readable.
std::string_view sgr(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return {};
    case Ink::bold:
      return "1";
    case Ink::dim:
      return "2";
    case Ink::red:
      return "31";
    case Ink::yellow:
      return "33";
    case Ink::green:
      return "32";
    case Ink::cyan:
      return "36";
  }
  return {};
}

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode 15, EastAsianWidth.txt: the blocks whose characters are wide, and emoji; terminals give them two
// columns. Combining marks have none.
constexpr Range kWide[] = {{0x1100, 0x115F},  {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C},
                           {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                           {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                           {0x20000, 0x3FFFD}};
constexpr Range kCombining[] = {
    {0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}};

template <std::size_t size>
bool is_in(const Range (&ranges)[size], char32_t point) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const Range& range) { return point >= range.first && point <= range.last; });
}

// Precondition: the text is printable(), so it is UTF-8.
std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
      point = (point << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    sum += is_in(kWide, point) ? 2U : is_in(kCombining, point) ? 0U : 1U;
    at += length;
  }
  return sum;
}

}  // namespace

Ink ink(Standing standing) {
  switch (standing) {
    case Standing::violated:
      return Ink::red;
    case Standing::undecided:
      return Ink::yellow;
    case Standing::warning:
      return Ink::yellow;
    case Standing::waived:
      return Ink::cyan;
    case Standing::unexercised:
      return Ink::cyan;
    case Standing::holds:
      return Ink::green;
  }
  return Ink::plain;
}

std::string ConsolePage::inked(std::string_view words, Ink ink) const {
  const std::string safe = printable(words);
  if (!color_ || ink == Ink::plain || safe.empty()) return safe;
  return "\x1b[" + std::string(sgr(ink)) + "m" + safe + "\x1b[0m";
}

// Precondition: the current line already has `column` columns.
void ConsolePage::wrap(std::string_view words, std::size_t column, std::size_t hanging, Ink ink) {
  if (width_ == 0) {
    text_ += inked(words, ink) + '\n';
    return;
  }
  const std::size_t limit = std::max(width_, kLeastWidth);
  const std::string safe = printable(words);
  std::string current;
  std::size_t used = column;
  for (const std::string_view word : split(safe, ' ')) {
    const std::size_t length = code_points(word);
    if (!current.empty() && used + 1 + length > limit) {
      text_ += inked(current, ink) + '\n' + std::string(hanging, ' ');
      current.clear();
      used = hanging;
    }
    if (!current.empty()) {
      current += ' ';
      ++used;
    }
    current += word;
    used += length;
  }
  text_ += inked(current, ink) + '\n';
}

std::size_t ConsolePage::lines() const {
  return static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
}

void ConsolePage::line(std::string_view words, std::size_t indent, std::size_t hanging, Ink ink) {
  text_.append(indent, ' ');
  wrap(words, indent, hanging, ink);
}

void ConsolePage::verbatim(std::string_view words, std::size_t indent, Ink ink) {
  text_ += std::string(indent, ' ') + inked(words, ink) + '\n';
}

void ConsolePage::label(std::string_view label) {
  const std::size_t length = code_points(label);
  text_ += std::string(kFieldIndent, ' ') + inked(label, Ink::dim) +
           std::string(length < kLabelWidth ? kLabelWidth - length : 1, ' ');
}

void ConsolePage::field(std::string_view name, std::string_view words) {
  label(name);
  wrap(words, kFieldIndent + kLabelWidth, kFieldIndent + kLabelWidth, Ink::plain);
}

bool ConsolePage::excerpt(const Excerpt& excerpt, std::string_view beside) {
  constexpr std::size_t kIndent = kFieldIndent + kLabelWidth;
  const std::size_t before = columns(printable(excerpt.before));
  const std::size_t marked = columns(printable(excerpt.marked));
  const std::size_t after = columns(printable(excerpt.after));
  constexpr std::size_t kLongest = 200;  // an excerpt of a run is shorter; one of a report may be anything
  const std::size_t room = width_ == 0 ? std::string_view::npos : std::max(width_, kLeastWidth);
  if (before + marked + after > kLongest || kIndent + before + marked + after > room) return false;
  text_ += std::string(kIndent, ' ') + inked(excerpt.before, Ink::dim) + inked(excerpt.marked, Ink::bold) +
           inked(excerpt.after, Ink::dim) + '\n';
  text_ += std::string(kIndent + before, ' ') + inked(std::string(marked, '^'), Ink::red);
  const std::string safe = printable(beside);
  const bool has_room = !safe.empty() && kIndent + before + marked + 1 + columns(safe) <= room;
  if (has_room) text_ += " " + inked(safe, Ink::plain);
  text_ += '\n';
  return has_room;
}

void ConsolePage::command(std::string_view name, std::string_view words) {
  label(name);
  text_ += inked(words, Ink::plain) + '\n';
}

void ConsolePage::signed_line(Standing standing, std::string_view words, Ink words_ink, std::size_t indent) {
  text_ += std::string(indent, ' ') + inked(sign(standing), ink(standing)) + ' ';
  wrap(words, indent + 2, indent + 2, words_ink);
}

}  // namespace avouch
