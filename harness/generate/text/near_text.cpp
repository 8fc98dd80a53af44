// SPDX-License-Identifier: MIT
#include "generate/text/near_text.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "pattern/code_points.h"

namespace avouch {
namespace {

using Points = std::vector<char32_t>;

bool is_small(char32_t c) {
  return c >= U'a' && c <= U'z';
}
bool is_capital(char32_t c) {
  return c >= U'A' && c <= U'Z';
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
char32_t capital(char32_t c) {
  return is_small(c) ? c - U'a' + U'A' : c;
}
char32_t small(char32_t c) {
  return is_capital(c) ? c - U'A' + U'a' : c;
}
char32_t swapped_case(char32_t c) {
  return is_small(c) ? capital(c) : small(c);
}

// Converts lower case to upper case; if no lower case letter exists, upper case to lower case.
Points other_case(Points points) {
  const bool has_small = std::any_of(points.begin(), points.end(), is_small);
  for (char32_t& c : points) c = has_small ? capital(c) : small(c);
  return points;
}

// Replaces one character by another that looks similar.
Points look_alike(Points points) {
  constexpr std::pair<char32_t, char32_t> kAlike[] = {
      {U'a', U'\u0430'}, {U'e', U'\u0435'}, {U'o', U'\u043E'}, {U'c', U'\u0441'}, {U'p', U'\u0440'},
      {U'x', U'\u0445'}, {U'A', U'\u0410'}, {U'E', U'\u0415'}, {U'O', U'\u041E'}, {U'C', U'\u0421'},
      {U'P', U'\u0420'}, {U'T', U'\u0422'}, {U'i', U'\u0456'}, {U'I', U'\u0406'}, {U'S', U'\u0405'},
      {U's', U'\u0455'}, {U'0', U'O'},      {U'1', U'l'}};
  for (char32_t& c : points) {
    const auto found =
        std::find_if(std::begin(kAlike), std::end(kAlike), [&](const auto& pair) { return pair.first == c; });
    if (found == std::end(kAlike)) continue;
    c = found->second;
    return points;
  }
  return points;
}

// Collects the variants of one text.
class Variants {
 public:
  explicit Variants(std::string_view text) : text_(text), points_(code_points_of(text)) {}

  std::vector<NearText> take() && {
    as_slips();
    as_added();
    if (!points_.empty()) as_changed();
    as_written_elsewhere();
    add("", "emptied");
    return std::move(made_);
  }

 private:
  void add(std::string text, const char* how) { made_.push_back({std::move(text), how}); }
  void add(const Points& points, const char* how) { add(utf8(points), how); }

  void replace(std::size_t at, char32_t point, const char* how) {
    Points other = points_;
    other[at] = point;
    add(other, how);
  }

  // The smallest differences.
  void as_slips() {
    add(other_case(points_), "in the other case");
    add(text_ + " ", "with a blank after it");
    if (points_.size() > 1) add(Points(points_.begin(), points_.end() - 1), "without its last character");
    add(look_alike(points_), "with a letter that looks alike");
    add(text_ + "x", "with an x after it");
    add(" " + text_, "with a blank before it");
    if (points_.size() > 1) add(Points(points_.begin() + 1, points_.end()), "without its first character");
    if (!points_.empty())
      replace(0, swapped_case(points_.front()), "with its first letter in the other case");
  }

  void as_added() {
    add(text_ + "\n", "with a line feed after it");
    add("\n" + text_, "with a line feed before it");
    add(text_ + std::string(1, '\0'), "with a NUL after it");
    add("x" + text_, "with an x before it");
    add(text_ + "!", "with an exclamation mark after it");
    add(text_ + "\u200B", "with a blank of no width after it");
    add("\uFEFF" + text_, "with a byte order mark before it");
    add(text_ + "\u0301", "with an accent on its last character");
    add(text_ + "\r\n", "with a carriage return and a line feed after it");
    add(text_ + "\t", "with a tab after it");
    add("\"" + text_ + "\"", "in quotes");
    add(text_ + text_, "twice");
    add(text_ + "," + text_, "twice, with a comma between");
    add(text_ + ";", "with a semicolon after it");
  }

  void as_changed() {
    const std::size_t last = points_.size() - 1;
    const std::size_t middle = points_.size() / 2;
    replace(0, U'!', "broken at the start");
    replace(middle, U'!', "broken inside");
    replace(last, U'!', "broken at the end");
    replace(last, U'\n', "with a line feed in place of its last character");
    replace(points_.size() / 4, U'-', "broken in its first half");
    replace(points_.size() - points_.size() / 4 - 1, U'_', "broken in its second half");
    replace(0, U' ', "with a blank in place of its first character");
    replace(last, U'\0', "with a NUL in place of its last character");
    replace(middle, U'\u00E9', "with a letter that has an accent");
    other_script();
    for (std::size_t i = 0; i + 1 < points_.size(); ++i) {
      if (points_[i] == points_[i + 1]) continue;
      Points other = points_;
      std::swap(other[i], other[i + 1]);
      add(other, "with two characters swapped");
      break;
    }
    add(Points(points_.rbegin(), points_.rend()), "written backwards");
    for (const char32_t point : {U'0', U'a', U'Z'}) replace(0, point, "begun with another character");
    if (points_.size() < 2) return;
    replace(1, U'0', "with another second character");
    Points other = points_;
    other.erase(other.begin() + static_cast<std::ptrdiff_t>(middle));
    add(other, "without a character inside");
    other = points_;
    other.insert(other.begin() + static_cast<std::ptrdiff_t>(middle), points_[middle]);
    add(other, "with a character doubled");
    other.assign(points_.begin(), points_.begin() + static_cast<std::ptrdiff_t>(middle));
    add(other, "cut in half");
  }

  // The same characters in another script: full-width letters (U+FF01 to U+FF5E), Arabic digits.
  void other_script() {
    const auto letter =
        std::find_if(points_.begin(), points_.end(), [](char32_t c) { return is_small(c) || is_capital(c); });
    if (letter != points_.end()) {
      replace(static_cast<std::size_t>(letter - points_.begin()), *letter - U'!' + U'\uFF01',
              "with a letter of full width");
    }
    const auto digit = std::find_if(points_.begin(), points_.end(), is_digit);
    if (digit == points_.end()) return;
    const auto at = static_cast<std::size_t>(digit - points_.begin());
    replace(at, *digit - U'0' + U'\u0660', "with a digit of another script");
    replace(at, *digit - U'!' + U'\uFF01', "with a digit of full width");
  }

  void as_written_elsewhere() {
    Points all = points_;
    std::transform(all.begin(), all.end(), all.begin(), capital);
    add(all, "in capital letters");
    std::transform(all.begin(), all.end(), all.begin(), small);
    add(all, "in small letters");
    for (NearText& name : near_names(text_)) made_.push_back(std::move(name));
  }

  std::string text_;
  Points points_;
  std::vector<NearText> made_;
};

}  // namespace

std::vector<NearText> near_texts(std::string_view text) {
  std::vector<NearText> near = Variants(text).take();
  std::erase_if(near, [&](const NearText& one) { return one.text == text; });
  return near;
}

std::vector<NearText> near_names(std::string_view name) {
  std::string snake;
  std::string camel;
  bool is_begin = false;
  for (const char c : name) {
    const auto point = static_cast<unsigned char>(c);
    if (is_capital(point) && !snake.empty() && snake.back() != '_') snake += '_';
    snake += static_cast<char>(small(point));
    if (c == '_' || c == '-') {
      is_begin = !camel.empty();
      continue;
    }
    camel += is_begin ? static_cast<char>(capital(point)) : c;
    is_begin = false;
  }
  std::string kebab = snake;
  std::replace(kebab.begin(), kebab.end(), '_', '-');
  std::string pascal = camel;
  if (!pascal.empty())
    pascal.front() = static_cast<char>(capital(static_cast<unsigned char>(pascal.front())));
  return {{std::move(snake), "with underscores between its words"},
          {std::move(camel), "with a capital at each word but the first"},
          {std::move(kebab), "with hyphens between its words"},
          {std::move(pascal), "with a capital at each word"}};
}

}  // namespace avouch
