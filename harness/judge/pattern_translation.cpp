// SPDX-License-Identifier: MIT
#include "judge/pattern_translation.h"

#include <charconv>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"

namespace avouch {
namespace {

// ECMA-262 §22.2.2.9: \s is WhiteSpace (with all of Zs) and LineTerminator; its complement in code points.
constexpr std::string_view kSpaces =
    R"(\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff})";
constexpr std::string_view kNoSpaces =
    R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e})"
    R"(\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff})";

// One member of a class, or one escape: a single character, or a set.
struct Unit {
  std::optional<std::uint32_t> point;
  std::string set;  // as it stands inside brackets
};

class Translator {
 public:
  explicit Translator(std::string_view text) : text_(text) {}

  Result<TranslatedPattern> run() {
    while (error_.empty() && at_ < text_.size()) step();
    if (error_.empty() && groups_open_ > 0) fail(text_.size(), "a ( is never closed");
    if (error_.empty()) check_references();
    if (!error_.empty()) {
      return Error{.title = error_ + ", after " +
                            counted(code_points(text_.substr(0, error_at_)), "character", "characters"),
                   .place = {},
                   .mend = "Patterns are ECMA-262 regular expressions."};
    }
    return TranslatedPattern{.pcre = std::move(out_),
                             .has_back_references = !numbers_.empty() || !names_used_.empty()};
  }

 private:
  void fail(std::size_t at, std::string why) {
    if (!error_.empty()) return;
    error_ = std::move(why);
    error_at_ = at;
  }

  bool next_is(std::string_view text) const { return text_.substr(at_).starts_with(text); }
  bool is_digit(std::size_t at) const { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; }

  void step() {
    const char c = text_[at_];
    switch (c) {
      case '|':
        return emit_edge("|");
      case '(':
        return open_group();
      case ')':
        return close_group();
      case '^':
        return emit_edge("^");
      case '$':
        return emit_edge("$");
      case '.':
        ++at_;
        return emit_atom("[^\\n\\r\\x{2028}\\x{2029}]");
      case '[':
        return read_class();
      case '\\':
        return read_escape();
      case '*':
      case '+':
      case '?':
        return read_quantifier(1);
      case '{':
        return read_brace();
      default:
        return emit_atom(escaped(read_point()));
    }
  }

  // After these, nothing is there to repeat.
  void emit_edge(std::string_view text) {
    out_ += text;
    at_ += 1;
    can_repeat_ = false;
  }

  void emit_atom(std::string_view text) {
    out_ += text;
    can_repeat_ = true;
  }

  std::uint32_t read_point() {
    const auto first = static_cast<unsigned char>(text_[at_]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
      point = (point << 6U) | (static_cast<unsigned char>(text_[at_ + i]) & 0x3FU);
    at_ += length;
    return point;
  }

  static std::string escaped(std::uint32_t point) {
    if ((point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z')) {
      return {static_cast<char>(point)};
    }
    char digits[8];
    const auto end = std::to_chars(digits, digits + sizeof digits, point, 16).ptr;
    return "\\x{" + std::string(digits, end) + "}";
  }

  void open_group() {
    ++groups_open_;
    can_repeat_ = false;
    ++at_;
    std::string_view opening;
    for (const std::string_view special : {"?:", "?=", "?!", "?<=", "?<!"}) {
      if (next_is(special)) opening = special;
    }
    const bool is_named = opening.empty() && next_is("?<");
    is_assertion_.push_back(opening.size() > 1 && opening != "?:");
    if (!opening.empty()) {
      out_ += "(" + std::string(opening);
      at_ += opening.size();
      return;
    }
    if (!is_named && next_is("?")) return fail(at_, "(? begins no group that ECMA-262 knows");
    ++groups_;
    out_ += "(";
    if (!is_named) return;
    at_ += 2;
    const std::string name = read_name();
    if (!error_.empty()) return;
    if (!names_.emplace(name, groups_).second)
      return fail(at_, "two groups have the name " + in_quotes(name));
  }

  // A group's name and the > after it.
  std::string read_name() {
    const std::size_t end = text_.find('>', at_);
    const std::size_t begin = at_;
    if (end == text_.npos || end == at_) {
      fail(at_, "a group's name is missing, or the > after it");
      return {};
    }
    at_ = end + 1;
    std::string name(text_.substr(begin, end - begin));
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = name[i];
      const bool is_letter =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || (c & 0x80) != 0;
      if (!is_letter && (i == 0 || c < '0' || c > '9'))
        fail(begin + i, "a group's name is not an identifier");
    }
    return name;
  }

  void close_group() {
    if (groups_open_ == 0) return fail(at_, "a ) closes nothing");
    --groups_open_;
    ++at_;
    out_ += ")";
    can_repeat_ = !is_assertion_.back();
    is_assertion_.pop_back();
  }

  void read_quantifier(std::size_t length) {
    if (!can_repeat_) return fail(at_, "there is nothing to repeat");
    out_ += text_.substr(at_, length);
    at_ += length;
    if (next_is("?")) {
      out_ += '?';
      ++at_;
    }
    can_repeat_ = false;
  }

  // {n}, {n,} and {n,m} repeat; any other brace is itself.
  void read_brace() {
    std::size_t end = at_ + 1;
    const std::size_t low = end;
    while (is_digit(end)) ++end;
    const std::size_t low_end = end;
    std::size_t high = 0;
    if (end > low && end < text_.size() && text_[end] == ',') {
      high = ++end;
      while (is_digit(end)) ++end;
    }
    if (end == low || end >= text_.size() || text_[end] != '}') {
      ++at_;
      return emit_atom("\\{");
    }
    const auto number = [&](std::size_t from, std::size_t to) {
      std::uint32_t value = 0;
      const auto result = std::from_chars(text_.data() + from, text_.data() + to, value);
      return result.ec == std::errc{} ? value : 0xFFFFFFFFU;
    };
    const std::uint32_t least = number(low, low_end);
    const std::uint32_t most = high == 0 ? least : high == end ? 0 : number(high, end);
    if (high != 0 && high != end && most < least) return fail(at_, "a repetition's numbers are out of order");
    constexpr std::uint32_t kMost = 65535;
    if (least > kMost || most > kMost) return fail(at_, "a repetition over 65535 is not supported");
    read_quantifier(end + 1 - at_);
  }

  void read_escape() {
    const std::size_t begin = at_;
    if (next_is("\\b") || next_is("\\B")) {
      out_ += text_.substr(at_, 2);
      at_ += 2;
      can_repeat_ = false;
      return;
    }
    if (next_is("\\k")) return read_named_reference();
    if (at_ + 1 < text_.size() && text_[at_ + 1] >= '1' && text_[at_ + 1] <= '9')
      return read_numbered_reference();
    const Unit unit = read_unit();
    if (!error_.empty()) return;
    if (!unit.point) return emit_atom("[" + unit.set + "]");
    if (*unit.point >= 0xD800 && *unit.point <= 0xDFFF)
      return fail(begin, "a lone surrogate is not supported");
    emit_atom(escaped(*unit.point));
  }

  void read_named_reference() {
    at_ += 2;
    if (!next_is("<")) return fail(at_, "\\k wants a group's name");
    ++at_;
    const std::size_t begin = at_;
    const std::string name = read_name();
    if (!error_.empty()) return;
    names_used_.emplace_back(name, out_.size());
    name_places_.push_back(begin);
    can_repeat_ = true;
  }

  void read_numbered_reference() {
    const std::size_t begin = ++at_;
    while (is_digit(at_)) ++at_;
    std::size_t number = 0;
    std::from_chars(text_.data() + begin, text_.data() + at_, number);
    numbers_.emplace_back(number, begin);
    emit_atom("\\g{" + std::to_string(number) + "}");
  }

  // Names may be used before their groups, so the numbers go in at the end, the last first.
  void check_references() {
    for (const auto& [number, at] : numbers_) {
      if (number > groups_ || number == 0) return fail(at, "there is no group " + std::to_string(number));
    }
    for (std::size_t i = names_used_.size(); i-- > 0;) {
      const auto group = names_.find(names_used_[i].first);
      if (group == names_.end())
        return fail(name_places_[i], "there is no group " + in_quotes(names_used_[i].first));
      out_.insert(names_used_[i].second, "\\g{" + std::to_string(group->second) + "}");
    }
  }

  // One escape, from its backslash; what it means inside a class and out.
  Unit read_unit() {
    const std::size_t begin = at_++;
    if (at_ == text_.size()) {
      fail(begin, "a \\ ends the pattern");
      return {};
    }
    const char c = text_[at_];
    switch (c) {
      case 'd':
      case 'D':
      case 'w':
      case 'W':
        ++at_;
        return {.set = std::string("\\") + c};
      case 's':
        ++at_;
        return {.set = std::string(kSpaces)};
      case 'S':
        ++at_;
        return {.set = std::string(kNoSpaces)};
      case 't':
        ++at_;
        return {.point = 9};
      case 'n':
        ++at_;
        return {.point = 10};
      case 'v':
        ++at_;
        return {.point = 11};
      case 'f':
        ++at_;
        return {.point = 12};
      case 'r':
        ++at_;
        return {.point = 13};
      case '0':
        ++at_;
        if (is_digit(at_)) fail(begin, "octal escapes are not part of ECMA-262's Unicode mode");
        return {.point = 0};
      case 'c':
        return read_control(begin);
      case 'x':
        ++at_;
        return {.point = read_hex(2, begin)};
      case 'u':
        return read_unicode(begin);
      case 'p':
      case 'P':
        return read_property(begin);
      default:
        break;
    }
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_word) {
      fail(begin, "there is no escape " + in_quotes(text_.substr(begin, 2)));
      return {};
    }
    return {.point = read_point()};
  }

  Unit read_control(std::size_t begin) {
    ++at_;
    const char letter = at_ < text_.size() ? text_[at_] : ' ';
    if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))) {
      fail(begin, "\\c wants a letter");
      return {};
    }
    ++at_;
    return {.point = static_cast<std::uint32_t>(letter) & 0x1FU};
  }

  std::uint32_t read_hex(std::size_t digits, std::size_t begin) {
    std::uint32_t value = 0;
    const std::string_view text = text_.substr(at_, digits);
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (text.size() != digits || result.ptr != text.data() + text.size() || result.ec != std::errc{}) {
      fail(begin, "hexadecimal digits are missing");
      return 0;
    }
    at_ += digits;
    return value;
  }

  Unit read_unicode(std::size_t begin) {
    ++at_;
    if (next_is("{")) {
      const std::size_t end = text_.find('}', at_);
      const std::size_t digits = end == text_.npos ? 0 : end - at_ - 1;
      ++at_;
      if (digits == 0) {
        fail(begin, "hexadecimal digits are missing");
        return {};
      }
      const std::uint32_t point = read_hex(digits, begin);
      ++at_;
      if (point > 0x10FFFF) fail(begin, "there is no character so high");
      return {.point = point};
    }
    std::uint32_t point = read_hex(4, begin);
    if (point >= 0xD800 && point <= 0xDBFF && next_is("\\u")) {
      const std::size_t before = at_;
      at_ += 2;
      const std::uint32_t low = next_is("{") ? 0 : read_hex(4, begin);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
      } else {
        at_ = before;
      }
    }
    return {.point = point};
  }

  Unit read_property(std::size_t begin) {
    const bool is_negated = text_[at_++] == 'P';
    const std::size_t end = text_.find('}', at_);
    if (!next_is("{") || end == text_.npos) {
      fail(begin, "a property's name in braces is missing");
      return {};
    }
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (name == "Assigned") return {.set = is_negated ? "\\p{Cn}" : "\\P{Cn}"};
    const std::optional<std::string> property = translate_property(name);
    if (!property) {
      fail(begin, "ECMA-262 knows no property " + in_quotes(name));
      return {};
    }
    return {.set = (is_negated ? "\\P{" : "\\p{") + *property + "}"};
  }

  void read_class() {
    const std::size_t begin = at_++;
    const bool is_negated = next_is("^");
    if (is_negated) ++at_;
    std::string set;
    while (error_.empty()) {
      if (at_ == text_.size()) return fail(begin, "a [ is never closed");
      if (text_[at_] == ']') break;
      read_range(set);
    }
    if (!error_.empty()) return;
    ++at_;
    // [] matches nothing, and [^] anything.
    if (set.empty()) return emit_atom(is_negated ? "[\\x{0}-\\x{10ffff}]" : "(?:(?!))");
    emit_atom((is_negated ? "[^" : "[") + set + "]");
  }

  Unit read_class_unit() {
    if (text_[at_] != '\\') return {.point = read_point()};
    if (next_is("\\b")) {
      at_ += 2;
      return {.point = 8};
    }
    return read_unit();
  }

  void read_range(std::string& set) {
    const std::size_t begin = at_;
    const Unit low = read_class_unit();
    if (!error_.empty()) return;
    const bool is_range = next_is("-") && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
    if (!is_range) return add_unit(set, low);
    ++at_;
    const Unit high = read_class_unit();
    if (!error_.empty()) return;
    if (low.point && high.point) {
      if (*low.point > *high.point) return fail(begin, "a range is out of order");
      return add_range(set, *low.point, *high.point);
    }
    add_unit(set, low);
    set += "\\-";
    add_unit(set, high);
  }

  static void add_unit(std::string& set, const Unit& unit) {
    if (unit.point)
      add_range(set, *unit.point, *unit.point);
    else
      set += unit.set;
  }

  // Well-formed text holds no surrogates, so a range need not either.
  static void add_range(std::string& set, std::uint32_t low, std::uint32_t high) {
    if (low >= 0xD800 && low <= 0xDFFF) low = 0xE000;
    if (high >= 0xD800 && high <= 0xDFFF) high = 0xD7FF;
    if (low > high) return;
    set += escaped(low);
    if (low != high) set += "-" + escaped(high);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::string error_;
  std::size_t error_at_ = 0;
  bool can_repeat_ = false;
  std::size_t groups_ = 0;
  std::size_t groups_open_ = 0;
  std::vector<bool> is_assertion_;
  std::map<std::string, std::size_t> names_;
  std::vector<std::pair<std::string, std::size_t>> names_used_;  // and where in out_
  std::vector<std::size_t> name_places_;
  std::vector<std::pair<std::size_t, std::size_t>> numbers_;  // and where in text_
};

}  // namespace

Result<TranslatedPattern> translate_pattern(std::string_view ecma) {
  if (const auto invalid = first_invalid_utf8(ecma)) {
    return Error{.title = "the pattern is not UTF-8 at byte " + std::to_string(*invalid),
                 .place = {},
                 .mend = "Correct it."};
  }
  return Translator(ecma).run();
}

}  // namespace avouch
