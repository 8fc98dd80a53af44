// SPDX-License-Identifier: MIT
#include "reports/console_page.h"

#include <algorithm>

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

void ConsolePage::command(std::string_view name, std::string_view words) {
  label(name);
  text_ += inked(words, Ink::plain) + '\n';
}

void ConsolePage::signed_line(Standing standing, std::string_view words, Ink words_ink, std::size_t indent) {
  text_ += std::string(indent, ' ') + inked(sign(standing), ink(standing)) + ' ';
  wrap(words, indent + 2, indent + 2, words_ink);
}

}  // namespace avouch
