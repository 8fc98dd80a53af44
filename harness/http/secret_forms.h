// SPDX-License-Identifier: MIT
// The encodings in which text may carry a secret: which are decoded before the search, and which are searched
// for.
//
//   const Readings readings("p=a%22b");   // "p=a%22b" itself, and p=a"b
//   forms_of("a\"b")                      // a"b, its base64, its hexadecimal digits, …
//
// Encodings that can write one text in many ways (percent-encoding, JSON, HTML, line breaks), or that come on
// top of others, are decoded. Encodings with a single result are forms. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

// The end of a text that Avouch shortened.
inline constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// A range of bytes in a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A text, and the results of decoding up to four layers of encoding, in any order. Each reading is one layer
// away from an earlier one. An escape that shortening cut in two ("%2…") is dropped.
class Readings {
 public:
  explicit Readings(std::string_view text);

  std::size_t size() const { return all_.size(); }
  const std::string& text(std::size_t reading) const { return all_[reading].text; }

  // Maps a non-empty span of a reading to its source in the original text.
  Span source(std::size_t reading, Span span) const;

 private:
  // An escape that was decoded.
  struct Edit {
    Span here;    // the decoded text
    Span before;  // the escape, in the previous reading
  };
  struct Reading {
    std::string text;
    std::size_t from = 0;  // the previous reading
    std::vector<Edit> edits = {};
  };

  static Span before(const Reading& reading, std::size_t at);
  void add(Reading reading);

  std::vector<Reading> all_;
};

// Returns the texts that a search for `value` looks for, in lower case: the value itself, its base64 and
// base64url alone and within a longer text, its hexadecimal digits, both also of its percent-encoded form
// as a query or a cookie has it, its form with blanks as a form encodes
// them, its form without blanks (for joined lines), and as printable() and in_quotes() show it.
std::vector<std::string> forms_of(std::string_view value);

// Escapes `text` for a JSON string, only where RFC 8259 §7 requires it.
std::string json_escaped(std::string_view text);

}  // namespace avouch::http
