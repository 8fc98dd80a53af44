// SPDX-License-Identifier: MIT
// Sets of Unicode code points, for character classes.
//
//   CodePoints digits = {{'0', '9'}};   digits.any()   // '0'
//
// Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace avouch {

inline constexpr char32_t kLastCodePoint = 0x10FFFF;

class CodePoints {
 public:
  CodePoints() = default;
  CodePoints(std::initializer_list<std::pair<char32_t, char32_t>> ranges);
  explicit CodePoints(std::vector<std::pair<char32_t, char32_t>> ranges);

  void add(char32_t first, char32_t last);
  void add(const CodePoints& other);
  CodePoints complement() const;

  // Pairs of first and last code point: sorted, disjoint, not adjacent, without surrogates.
  const std::vector<std::pair<char32_t, char32_t>>& ranges() const { return ranges_; }
  bool empty() const { return ranges_.empty(); }
  bool holds(char32_t point) const;
  std::size_t size() const;  // without surrogates, which no text has

  // The most readable code point: a letter or digit if the set has one. Precondition: !empty().
  char32_t best() const;
  // The code point at `index`, in order. Precondition: index < size().
  char32_t at(std::size_t index) const;

 private:
  void normalize();
  std::vector<std::pair<char32_t, char32_t>> ranges_;
};

// UTF-8.
std::size_t utf8_length(char first);                          // of the character that begins with this byte
std::vector<char32_t> code_points_of(std::string_view text);  // reads generalized UTF-8
std::string utf8(const std::vector<char32_t>& points);

}  // namespace avouch
