// SPDX-License-Identifier: MIT
// A page of plain text: colour where it is wanted, columns that line up, words that wrap.
//
//   ConsolePage page(options.color, options.width);
//   page.field("claim", clause.claim);
//   return std::move(page).text();
//
// Whatever is handed in is escaped here (see printable()). Owned by one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/summary.h"

namespace avouch {

enum class Ink { plain, bold, dim, red, yellow, green, cyan };

Ink ink(Standing standing);

class ConsolePage {
 public:
  ConsolePage(bool color, std::size_t width) : color_(color), width_(width) {}

  void blank() { text_ += '\n'; }
  // Wraps at blanks; lines after the first are indented by `hanging`.
  void line(std::string_view words, std::size_t indent = 0, std::size_t hanging = 0, Ink ink = Ink::plain);
  // Never wraps: for commands that are copied.
  void verbatim(std::string_view words, std::size_t indent, Ink ink = Ink::plain);
  // "    claim       account_sid is …": a label, and words that wrap beside it.
  void field(std::string_view label, std::string_view words);
  void command(std::string_view label, std::string_view words);
  // A sign in its colour, then words.
  void signed_line(Standing standing, std::string_view words, Ink ink, std::size_t indent = 0);
  // Finished text; the caller has escaped it.
  void raw(std::string_view finished) { text_ += finished; }

  // Escaped, and coloured where colour is wanted.
  std::string inked(std::string_view words, Ink ink) const;

  std::string text() && { return std::move(text_); }

 private:
  void label(std::string_view label);
  void wrap(std::string_view words, std::size_t column, std::size_t hanging, Ink ink);

  bool color_;
  std::size_t width_;
  std::string text_;
};

}  // namespace avouch
