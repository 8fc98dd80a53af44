// SPDX-License-Identifier: MIT
// How a text may carry a secret: what has to be undone before it is found, and what it is looked for as.
//
//   const Readings readings("p=a%22b");   // "p=a%22b" itself, and p=a"b
//   forms_of("a\"b")                      // a"b, its base64, its hexadecimal digits, …
//
// Encodings that have many ways to write one text (percent-encoding, JSON, HTML, line breaks), or come on top
// of others, are undone; those that have one are forms. Pure; any thread may call them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

// What an own shortening ends a text with.
inline constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// A stretch of a text, in bytes.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A text itself, and what it says with up to four layers of encoding undone, in any order. An escape that a
// shortening cut in two ("%2…") says nothing. Each is a step of one layer away from an earlier one.
class Readings {
 public:
  explicit Readings(std::string_view text);

  std::size_t size() const { return all_.size(); }
  const std::string& text(std::size_t reading) const { return all_[reading].text; }

  // Where a stretch of a reading, which is not empty, comes from in the text itself.
  Span source(std::size_t reading, Span span) const;

 private:
  // An escape that was undone.
  struct Edit {
    Span here;    // what it says
    Span before;  // the escape, in the reading before
  };
  struct Reading {
    std::string text;
    std::size_t from = 0;  // the reading before
    std::vector<Edit> edits = {};
  };

  static Span before(const Reading& reading, std::size_t at);
  void add(Reading reading);

  std::vector<Reading> all_;
};

// What `value` is looked for as, in lower case: itself, its base64 and base64url alone and within a longer
// text, its hexadecimal digits, as a form writes blanks, without blanks (where lines were joined), and as
// printable() and in_quotes() show it.
std::vector<std::string> forms_of(std::string_view value);

// `text` within a JSON string, escaped where RFC 8259 §7 demands it and nowhere else.
std::string json_escaped(std::string_view text);

}  // namespace avouch::http
