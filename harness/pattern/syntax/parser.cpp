// SPDX-License-Identifier: MIT
// parse_pattern(): one pass over the text. Stops at the first error; the builder has the nodes.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "pattern/syntax/builder.h"
#include "pattern/syntax/checker.h"
#include "pattern/syntax/cursor.h"
#include "pattern/syntax/member.h"
#include "pattern/tree.h"

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

// A back reference. Its group may come later in the pattern.
struct Reference {
  PatternIndex node = 0;
  std::uint32_t at = 0;    // offset of the name or number
  std::uint32_t size = 0;  // length of the name; 0 for a number
  std::uint32_t number = 0;
};

// The modifiers in force: ECMA-262 2025 §22.2.1, (?ms-i:…).
struct Modes {
  bool dot_matches_line_ends = false;   // s
  bool anchors_match_at_lines = false;  // m
};

// Groups are known by the offset after their parenthesis; 0 is the whole pattern.
using GroupPlace = std::uint32_t;

// An open group with modifiers.
struct ModifiedGroup {
  GroupPlace at = 0;
  Modes modes;
};

// An open group with several alternatives.
struct SplitGroup {
  GroupPlace at = 0;
  std::uint32_t alternative_at = 0;  // the offset of the current one
};

struct NamedGroup {
  std::uint32_t number = 0;
  GroupPlace at = 0;  // the last group of that name
  bool is_one_of_several = false;
};

// Builder is PatternBuilder or PatternChecker.
template <class Builder>
class Parser {
 public:
  explicit Parser(std::string_view text) : cursor_(text) {}

  // Returns the first error; nullopt if the pattern is valid.
  std::optional<Error> run() {
    while (!cursor_.has_failed() && !cursor_.is_at_end()) step();
    if (!cursor_.has_failed() && builder_.depth() > 0)
      cursor_.fail(cursor_.text().size(), "a ( is never closed");
    if (!cursor_.has_failed()) resolve_references();
    return cursor_.has_failed() ? std::optional(cursor_.error()) : std::nullopt;
  }

  Builder& builder() { return builder_; }

 private:
  void step() {
    const std::size_t begin = cursor_.at();
    switch (cursor_.next()) {
      case '|':
        cursor_.skip(1);
        builder_.end_alternative(begin, begin + 1);
        split_group(begin + 1);
        can_repeat_ = false;
        return;
      case '(':
        return open_group();
      case ')':
        return close_group();
      case '^':
      case '$':
        cursor_.skip(1);
        return anchor(begin);
      case '.':
        cursor_.skip(1);
        return dot(begin);
      case '[':
        return add_atom(read_class(cursor_, builder_.tree()), begin);
      case '\\':
        return escape();
      case '*':
        return quantifier(1, 0, kEndless);
      case '+':
        return quantifier(1, 1, kEndless);
      case '?':
        return quantifier(1, 0, 1);
      case '{':
        return brace();
      case '}':
      case ']':
        return lone_bracket();
      default:
        return add_literal(cursor_.read_point(), begin);
    }
  }

  void add_atom(PatternNode node, std::size_t begin) {
    builder_.add(node, begin, cursor_.at());
    can_repeat_ = true;
  }

  // Nothing to repeat follows a condition.
  void add_condition(PatternNode node, std::size_t begin) {
    builder_.add(node, begin, cursor_.at());
    can_repeat_ = false;
  }

  void add_literal(char32_t point, std::size_t begin) {
    builder_.add_literal(point, begin, cursor_.at());
    can_repeat_ = true;
  }

  void dot(std::size_t begin) {
    if (modes().dot_matches_line_ends)
      return add_atom({.kind = Kind::set, .is_negative = true}, begin);  // [^]
    add_atom({.kind = Kind::any}, begin);
  }

  void anchor(std::size_t begin) {
    const bool is_start = cursor_.text()[begin] == '^';
    if (!modes().anchors_match_at_lines)
      return add_condition({.kind = is_start ? Kind::start : Kind::end}, begin);
    // A line begins where no character of a line is before: (?<!.), and ends where none follows: (?!.).
    builder_.open({.kind = Kind::look, .is_negative = true, .is_behind = is_start}, begin, begin);
    builder_.add({.kind = Kind::any}, begin, cursor_.at());
    builder_.close(cursor_.at(), cursor_.at());
    can_repeat_ = false;
  }

  // Annex B reads a bracket or brace that opens or closes nothing as itself.
  void lone_bracket() {
    const std::size_t begin = cursor_.at();
    if constexpr (!Builder::kTakesLoneBrackets)
      return cursor_.fail(begin, std::string("a lone ") + cursor_.next() + " needs a \\ before it");
    add_literal(cursor_.read_point(), begin);
  }

  void open_group() {
    const std::size_t begin = cursor_.at();
    PatternNode group{.kind = Kind::group};
    can_repeat_ = false;
    cursor_.skip(1);
    if (cursor_.take("?:")) {
      // captures nothing
    } else if (cursor_.take("?=") || cursor_.take("?!") || cursor_.take("?<=") || cursor_.take("?<!")) {
      group.kind = Kind::look;
      group.is_negative = cursor_.text()[cursor_.at() - 1] == '!';
      group.is_behind = cursor_.text()[cursor_.at() - 2] == '<';
    } else if (cursor_.next_is("?") && !cursor_.next_is("?<")) {
      modify(narrowed(begin + 1));
    } else {
      group.number = ++groups_;
      if (cursor_.take("?<")) define_name(narrowed(begin + 1));
    }
    builder_.open(group, begin, cursor_.at());
    open_.push_back(narrowed(begin + 1));
  }

  GroupPlace innermost() const { return open_.empty() ? 0 : open_.back(); }
  Modes modes() const { return modified_.empty() ? Modes{} : modified_.back().modes; }

  void split_group(std::size_t alternative_at) {
    if (splits_.empty() || splits_.back().at != innermost()) splits_.push_back({.at = innermost()});
    splits_.back().alternative_at = narrowed(alternative_at);
  }

  // ?ims-ims: with each letter at most once, and with at least one.
  void modify(GroupPlace place) {
    ModifiedGroup group{.at = place, .modes = modes()};
    const std::size_t begin = cursor_.at();
    const auto fail = [&] { cursor_.fail(begin, "(? does not begin a group of ECMA-262"); };
    cursor_.skip(1);
    std::string seen;
    for (; !cursor_.take(":"); cursor_.skip(1)) {
      if (cursor_.is_at_end()) return fail();
      const char letter = cursor_.next();
      if (std::string_view("ims-").find(letter) == std::string_view::npos || seen.find(letter) != seen.npos)
        return fail();
      const bool is_added = seen.find('-') == seen.npos;
      seen += letter;
      if (letter == 's') group.modes.dot_matches_line_ends = is_added;
      if (letter == 'm') group.modes.anchors_match_at_lines = is_added;
      if (letter == 'i' && is_added) limit(begin, "the modifier i");
    }
    if (seen.empty() || seen == "-") fail();
    modified_.push_back(group);
  }

  void define_name(GroupPlace place) {
    const std::string name = read_name();
    if (cursor_.has_failed()) return;
    const auto [known, is_new] = names_.emplace(name, NamedGroup{.number = groups_, .at = place});
    if (is_new) return;
    if (!is_alternative_to(known->second.at))
      return cursor_.fail(cursor_.at(), "two groups have the name " + in_quotes(name));
    known->second = {.number = groups_, .at = place, .is_one_of_several = true};
  }

  // Whether the group and this place are in different alternatives: not MightBothParticipate of §22.2.1.1.
  // The innermost group around both decides. Of several groups only the last must be asked: one before it in
  // the same alternative as this place would be in that of the last one, too.
  bool is_alternative_to(GroupPlace group) const {
    const auto begins_before = [](const SplitGroup& split, GroupPlace place) { return split.at < place; };
    const auto inner = std::lower_bound(splits_.begin(), splits_.end(), group, begins_before);
    return inner != splits_.begin() && std::prev(inner)->alternative_at > group;
  }

  // Reads a group's name and the > after it.
  std::string read_name() {
    const std::size_t end = cursor_.text().find('>', cursor_.at());
    const std::size_t begin = cursor_.at();
    if (end == cursor_.text().npos || end == begin) {
      cursor_.fail(begin, "a group's name is missing, or the > after it");
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
    if (builder_.depth() == 0) return cursor_.fail(cursor_.at(), "a ) closes nothing");
    cursor_.skip(1);
    if (!modified_.empty() && modified_.back().at == innermost()) modified_.pop_back();
    if (!splits_.empty() && splits_.back().at == innermost()) splits_.pop_back();
    open_.pop_back();
    can_repeat_ = builder_.close(cursor_.at() - 1, cursor_.at()).kind != Kind::look;
  }

  void quantifier(std::size_t length, std::uint32_t fewest, std::uint32_t most) {
    if (!can_repeat_) return cursor_.fail(cursor_.at(), "there is nothing to repeat");
    can_repeat_ = false;
    cursor_.skip(length);
    const bool is_lazy = cursor_.take("?");
    builder_.repeat({.is_lazy = is_lazy, .fewest = fewest, .most = most}, cursor_.at());
  }

  // {n}, {n,} and {n,m} repeat.
  void brace() {
    const std::size_t begin = cursor_.at();
    std::size_t end = begin + 1;
    const std::size_t low = end;
    while (cursor_.is_digit(end)) ++end;
    const std::size_t low_end = end;
    std::size_t high = 0;
    if (end > low && end < cursor_.text().size() && cursor_.text()[end] == ',') {
      high = ++end;
      while (cursor_.is_digit(end)) ++end;
    }
    if (end == low || end >= cursor_.text().size() || cursor_.text()[end] != '}') return lone_bracket();
    const bool is_endless = high != 0 && high == end;
    const std::string_view fewest = count_of(low, low_end);
    const std::string_view most = high == 0 ? fewest : count_of(high, end);
    if (!is_endless && std::pair(most.size(), most) < std::pair(fewest.size(), fewest))
      return cursor_.fail(begin, "a repetition's numbers are out of order");
    repeat(begin, end + 1, number(fewest), is_endless ? kEndless : number(most));
  }

  void repeat(std::size_t begin, std::size_t end, std::uint32_t fewest, std::uint32_t most) {
    constexpr std::uint32_t kMost = 65535;
    constexpr std::uint32_t kBeyondTexts = 2'147'483'647;  // no text of a body is as long: there is no limit
    if (fewest > kMost || (most > kMost && most < kBeyondTexts)) limit(begin, "a repetition over 65535");
    quantifier(end - begin, fewest, most > kMost ? kEndless : most);
  }

  // The digits of a count of any length, without leading zeros.
  std::string_view count_of(std::size_t from, std::size_t to) const {
    const std::string_view digits = cursor_.text().substr(from, to - from);
    return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
  }

  // kEndless if it is at least as large.
  static std::uint32_t number(std::string_view count) {
    std::uint32_t value = 0;
    const auto result = std::from_chars(count.data(), count.data() + count.size(), value);
    return result.ec == std::errc::result_out_of_range ? kEndless : value;
  }

  // Only the first one counts.
  void limit(std::size_t at, std::string_view what) {
    std::optional<PatternLimit>& known = builder_.tree().limit;
    if (!known) known = {.at = narrowed(at), .what = what};
  }

  void escape() {
    const std::size_t begin = cursor_.at();
    if (cursor_.take("\\b") || cursor_.take("\\B")) {
      const bool is_negative = cursor_.text()[begin + 1] == 'B';
      return add_condition({.kind = Kind::boundary, .is_negative = is_negative}, begin);
    }
    if (cursor_.take("\\k")) return named_reference(begin);
    if (cursor_.is_digit(begin + 1) && cursor_.text()[begin + 1] != '0') return numbered_reference();
    const PatternMember member = read_escape(cursor_, builder_.tree());
    if (cursor_.has_failed()) return;
    if (member.kind == PatternMember::Kind::range) {
      if (member.first >= 0xD800 && member.first <= 0xDFFF) limit(begin, "a lone surrogate");
      return add_literal(member.first, begin);
    }
    std::vector<PatternMember>& members = builder_.tree().members;
    members.push_back(member);
    add_atom({.kind = Kind::set, .number = narrowed(members.size() - 1), .size = 1}, begin);
  }

  void named_reference(std::size_t begin) {
    if (!cursor_.take("<")) return cursor_.fail(cursor_.at(), "\\k requires a group's name");
    const std::size_t at = cursor_.at();
    const std::string name = read_name();
    add_reference({.at = narrowed(at), .size = narrowed(name.size())}, begin);
  }

  void numbered_reference() {
    const std::size_t begin = cursor_.at();
    cursor_.skip(1);
    while (cursor_.is_digit(cursor_.at())) cursor_.skip(1);
    const std::size_t number = std::min<std::size_t>(group_number(begin + 1), kEndless);
    add_reference({.at = narrowed(begin + 1), .number = narrowed(number)}, begin);
  }

  // 0 if it is too large for a group number.
  std::size_t group_number(std::size_t at) const {
    std::size_t number = 0;
    std::from_chars(cursor_.text().data() + at, cursor_.text().data() + cursor_.text().size(), number);
    return number;
  }

  void add_reference(Reference reference, std::size_t begin) {
    reference.node = builder_.add({.kind = Kind::back}, begin, cursor_.at());
    references_.push_back(reference);
    can_repeat_ = true;
  }

  // A group may come after the references to it.
  void resolve_references() {
    for (const Reference& reference : references_) {
      if (reference.size > 0) continue;
      if (reference.number > groups_ || reference.number == 0)
        return cursor_.fail(reference.at, "unknown group " + std::to_string(group_number(reference.at)));
      builder_.refer(reference.node, reference.number);
    }
    for (auto reference = references_.rbegin(); reference != references_.rend(); ++reference) {
      if (reference->size == 0) continue;
      const std::string name(cursor_.text().substr(reference->at, reference->size));
      const auto group = names_.find(name);
      if (group == names_.end()) return cursor_.fail(reference->at, "unknown group " + in_quotes(name));
      if (group->second.is_one_of_several) limit(reference->at, "a reference to several groups of one name");
      builder_.refer(reference->node, group->second.number);
    }
  }

  PatternCursor cursor_;
  Builder builder_;
  bool can_repeat_ = false;
  std::uint32_t groups_ = 0;  // capturing groups
  std::map<std::string, NamedGroup> names_;
  // Open groups, the innermost one last. A text of only parentheses costs no more than the first list.
  std::vector<GroupPlace> open_;
  std::vector<ModifiedGroup> modified_;
  std::vector<SplitGroup> splits_;
  std::vector<Reference> references_;
};

std::optional<Error> utf8_fault(std::string_view ecma) {
  const auto invalid = first_invalid_utf8(ecma);
  if (!invalid) return std::nullopt;
  return Error{.title = "the pattern is not UTF-8 at byte " + std::to_string(*invalid),
               .place = {},
               .hint = "Correct it."};
}

}  // namespace

Result<PatternTree> parse_pattern(std::string_view ecma) {
  if (const std::optional<Error> fault = utf8_fault(ecma)) return *fault;
  Parser<PatternBuilder> parser(ecma);
  if (const std::optional<Error> fault = parser.run()) return *fault;
  return std::move(parser.builder()).take(ecma.size());
}

Result<std::set<std::string>> check_pattern(std::string_view ecma) {
  if (const std::optional<Error> fault = utf8_fault(ecma)) return *fault;
  Parser<PatternChecker> parser(ecma);
  if (const std::optional<Error> fault = parser.run()) return *fault;
  return std::move(parser.builder()).take();
}

}  // namespace avouch
