// SPDX-License-Identifier: MIT
#include "pattern/translation.h"

#include <charconv>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pattern/cursor.h"
#include "pattern/unit.h"

namespace avouch {
namespace {

class Translator {
 public:
  explicit Translator(std::string_view text) : cursor_(text) {}

  Result<TranslatedPattern> run() {
    while (!cursor_.has_failed() && !cursor_.is_at_end()) step();
    if (!cursor_.has_failed() && groups_open_ > 0) cursor_.fail(cursor_.text().size(), "a ( is never closed");
    if (!cursor_.has_failed()) check_references();
    if (cursor_.has_failed()) return cursor_.error();
    return TranslatedPattern{.pcre = std::move(out_),
                             .has_back_references = !numbers_.empty() || !names_used_.empty()};
  }

 private:
  void step() {
    const char c = cursor_.next();
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
        cursor_.skip(1);
        return emit_atom("[^\\n\\r\\x{2028}\\x{2029}]");
      case '[':
        return emit_atom(translate_class(cursor_));
      case '\\':
        return read_escape();
      case '*':
      case '+':
      case '?':
        return read_quantifier(1);
      case '{':
        return read_brace();
      default:
        return emit_atom(escaped_point(cursor_.read_point()));
    }
  }

  // After these, nothing is there to repeat.
  void emit_edge(std::string_view text) {
    out_ += text;
    cursor_.skip(1);
    can_repeat_ = false;
  }

  void emit_atom(std::string_view text) {
    out_ += text;
    can_repeat_ = true;
  }

  void open_group() {
    ++groups_open_;
    can_repeat_ = false;
    cursor_.skip(1);
    std::string_view opening;
    for (const std::string_view special : {"?:", "?=", "?!", "?<=", "?<!"}) {
      if (cursor_.next_is(special)) opening = special;
    }
    const bool is_named = opening.empty() && cursor_.next_is("?<");
    is_assertion_.push_back(opening.size() > 1 && opening != "?:");
    if (!opening.empty()) {
      out_ += "(" + std::string(opening);
      cursor_.skip(opening.size());
      return;
    }
    if (!is_named && cursor_.next_is("?"))
      return cursor_.fail(cursor_.at(), "(? begins no group that ECMA-262 knows");
    ++groups_;
    out_ += "(";
    if (!is_named) return;
    cursor_.skip(2);
    const std::string name = read_name();
    if (cursor_.has_failed()) return;
    if (!names_.emplace(name, groups_).second)
      return cursor_.fail(cursor_.at(), "two groups have the name " + in_quotes(name));
  }

  // A group's name and the > after it.
  std::string read_name() {
    const std::size_t end = cursor_.text().find('>', cursor_.at());
    const std::size_t begin = cursor_.at();
    if (end == cursor_.text().npos || end == cursor_.at()) {
      cursor_.fail(cursor_.at(), "a group's name is missing, or the > after it");
      return {};
    }
    cursor_.move_to(end + 1);
    std::string name(cursor_.text().substr(begin, end - begin));
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = name[i];
      const bool is_letter =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || (c & 0x80) != 0;
      if (!is_letter && (i == 0 || c < '0' || c > '9'))
        cursor_.fail(begin + i, "a group's name is not an identifier");
    }
    return name;
  }

  void close_group() {
    if (groups_open_ == 0) return cursor_.fail(cursor_.at(), "a ) closes nothing");
    --groups_open_;
    cursor_.skip(1);
    out_ += ")";
    can_repeat_ = !is_assertion_.back();
    is_assertion_.pop_back();
  }

  void read_quantifier(std::size_t length) {
    if (!can_repeat_) return cursor_.fail(cursor_.at(), "there is nothing to repeat");
    out_ += cursor_.text().substr(cursor_.at(), length);
    cursor_.skip(length);
    if (cursor_.next_is("?")) {
      out_ += '?';
      cursor_.skip(1);
    }
    can_repeat_ = false;
  }

  // {n}, {n,} and {n,m} repeat; any other brace is itself.
  void read_brace() {
    std::size_t end = cursor_.at() + 1;
    const std::size_t low = end;
    while (cursor_.is_digit(end)) ++end;
    const std::size_t low_end = end;
    std::size_t high = 0;
    if (end > low && end < cursor_.text().size() && cursor_.text()[end] == ',') {
      high = ++end;
      while (cursor_.is_digit(end)) ++end;
    }
    if (end == low || end >= cursor_.text().size() || cursor_.text()[end] != '}') {
      cursor_.skip(1);
      return emit_atom("\\{");
    }
    const auto number = [&](std::size_t from, std::size_t to) {
      std::uint32_t value = 0;
      const auto result = std::from_chars(cursor_.text().data() + from, cursor_.text().data() + to, value);
      return result.ec == std::errc{} ? value : 0xFFFFFFFFU;
    };
    const std::uint32_t least = number(low, low_end);
    const std::uint32_t most = high == 0 ? least : high == end ? 0 : number(high, end);
    if (high != 0 && high != end && most < least)
      return cursor_.fail(cursor_.at(), "a repetition's numbers are out of order");
    constexpr std::uint32_t kMost = 65535;
    if (least > kMost || most > kMost)
      return cursor_.fail(cursor_.at(), "a repetition over 65535 is not supported");
    read_quantifier(end + 1 - cursor_.at());
  }

  void read_escape() {
    const std::size_t begin = cursor_.at();
    if (cursor_.next_is("\\b") || cursor_.next_is("\\B")) {
      out_ += cursor_.text().substr(cursor_.at(), 2);
      cursor_.skip(2);
      can_repeat_ = false;
      return;
    }
    if (cursor_.next_is("\\k")) return read_named_reference();
    if (cursor_.at() + 1 < cursor_.text().size() && cursor_.text()[cursor_.at() + 1] >= '1' &&
        cursor_.text()[cursor_.at() + 1] <= '9')
      return read_numbered_reference();
    const PatternUnit unit = read_pattern_unit(cursor_);
    if (cursor_.has_failed()) return;
    if (!unit.point) return emit_atom("[" + unit.set + "]");
    if (*unit.point >= 0xD800 && *unit.point <= 0xDFFF)
      return cursor_.fail(begin, "a lone surrogate is not supported");
    emit_atom(escaped_point(*unit.point));
  }

  void read_named_reference() {
    cursor_.skip(2);
    if (!cursor_.next_is("<")) return cursor_.fail(cursor_.at(), "\\k wants a group's name");
    cursor_.skip(1);
    const std::size_t begin = cursor_.at();
    const std::string name = read_name();
    if (cursor_.has_failed()) return;
    names_used_.emplace_back(name, out_.size());
    name_places_.push_back(begin);
    can_repeat_ = true;
  }

  void read_numbered_reference() {
    cursor_.skip(1);
    const std::size_t begin = cursor_.at();
    while (cursor_.is_digit(cursor_.at())) cursor_.skip(1);
    std::size_t number = 0;
    std::from_chars(cursor_.text().data() + begin, cursor_.text().data() + cursor_.at(), number);
    numbers_.emplace_back(number, begin);
    emit_atom("\\g{" + std::to_string(number) + "}");
  }

  // Names may be used before their groups, so the numbers go in at the end, the last first.
  void check_references() {
    for (const auto& [number, at] : numbers_) {
      if (number > groups_ || number == 0)
        return cursor_.fail(at, "there is no group " + std::to_string(number));
    }
    for (std::size_t i = names_used_.size(); i-- > 0;) {
      const auto group = names_.find(names_used_[i].first);
      if (group == names_.end())
        return cursor_.fail(name_places_[i], "there is no group " + in_quotes(names_used_[i].first));
      out_.insert(names_used_[i].second, "\\g{" + std::to_string(group->second) + "}");
    }
  }

  PatternCursor cursor_;
  std::string out_;
  bool can_repeat_ = false;
  std::size_t groups_ = 0;
  std::size_t groups_open_ = 0;
  std::vector<bool> is_assertion_;
  std::map<std::string, std::size_t> names_;
  std::vector<std::pair<std::string, std::size_t>> names_used_;  // and where in out_
  std::vector<std::size_t> name_places_;
  std::vector<std::pair<std::size_t, std::size_t>> numbers_;  // and where in the text
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
