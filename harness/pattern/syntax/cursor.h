// SPDX-License-Identifier: MIT
// The position in a pattern, and the first error. Used only by the parser.
//
//   PatternCursor cursor(text);
//   while (!cursor.is_at_end()) cursor.read_point();
//
// Refers to the text, which is UTF-8 and must outlive it. Not thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

class PatternCursor {
 public:
  explicit PatternCursor(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  std::size_t at() const { return at_; }
  void move_to(std::size_t at) { at_ = at; }
  void skip(std::size_t bytes) { at_ += bytes; }

  bool is_at_end() const { return at_ >= text_.size(); }
  char next() const { return text_[at_]; }  // precondition: not at the end
  bool next_is(std::string_view text) const { return text_.substr(at_).starts_with(text); }
  bool is_digit(std::size_t at) const { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; }
  // If `text` comes next, skips it and returns true.
  bool take(std::string_view text);

  // Reads one code point. Precondition: not at the end.
  char32_t read_point();

  // Records an error; only the first one counts.
  void fail(std::size_t at, std::string why);
  bool has_failed() const { return !error_.empty(); }
  // Precondition: has_failed().
  Error error() const;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::string error_;
  std::size_t error_at_ = 0;
};

}  // namespace avouch
