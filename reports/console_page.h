// SPDX-License-Identifier: MIT
// Builds plain text with optional colour, aligned columns and wrapped lines.
//
//   ConsolePage page(options.color, options.width);
//   page.field("claim", clause.claim);
//   return std::move(page).text();
//
// Escapes its inputs (see printable()). Not thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/summary.h"
#include "verdict/verdict.h"

namespace avouch {

enum class Ink { plain, bold, dim, red, yellow, green, cyan };

Ink ink(Standing standing);

class ConsolePage {
 public:
  ConsolePage(bool color, std::size_t width) : color_(color), width_(width) {}

  void blank() { text_ += '\n'; }
  // Wraps at blanks; indents lines after the first by `hanging`.
  void line(std::string_view words, std::size_t indent = 0, std::size_t hanging = 0, Ink ink = Ink::plain);
  // Never wraps: for commands to copy.
  void verbatim(std::string_view words, std::size_t indent, Ink ink = Ink::plain);
  // Writes "    claim       account_sid is …": a label, and wrapped text beside it.
  void field(std::string_view label, std::string_view words);
  // Writes the excerpt below a field, its place underlined, and `beside` next to the line under it. Returns
  // whether `beside` had room. Writes nothing where the excerpt is too long or has no room: it never wraps.
  bool excerpt(const Excerpt& excerpt, std::string_view beside);
  void command(std::string_view label, std::string_view words);
  // Writes a coloured sign, then text.
  void signed_line(Standing standing, std::string_view words, Ink ink, std::size_t indent = 0);
  // Appends finished text. The caller has escaped it.
  void raw(std::string_view finished) { text_ += finished; }

  std::size_t lines() const;  // so far

  // Returns the text escaped, and coloured if colour is on.
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
