// SPDX-License-Identifier: MIT
// unfaithful_reference(): back references that PCRE2 reads otherwise than ECMA-262.
//
// ECMA-262 §22.2.2.3.1 forgets what a repeated group's groups have taken whenever it begins again, and takes
// no empty turn; §22.2.2.7 reads a lookbehind from its end. PCRE2 does neither. It makes no difference where
// each turn takes the group anew, before it is referred to.
#include <map>
#include <string>
#include <vector>

#include "pattern/translation.h"

namespace avouch {
namespace {

struct Group {
  std::size_t parent = 0;  // the whole pattern is group 0
  std::size_t end = 0;
  std::size_t number = 0;  // 0 where nothing is taken
  std::string name;
  bool is_lookbehind = false;
  bool is_choice = false;
  bool may_be_skipped = false;
  bool is_repeated = false;
  bool is_left_out = false;       // {0}: PCRE2 10.42 heeds a ^ in it where a reference is near
  bool may_be_empty = false;      // what is read so far of its last alternative
  bool had_empty_choice = false;  // an alternative before that
};

struct Reference {
  std::size_t at = 0;
  std::size_t group = 0;  // that it stands in
  std::string target;     // a number or a name
};

// Precondition: the text translates.
class ReferenceReader {
 public:
  explicit ReferenceReader(std::string_view text) : text_(text) {}

  std::optional<std::size_t> run() {
    groups_.push_back({.may_be_empty = true});
    while (at_ < text_.size()) step();
    for (const Reference& reference : references_) {
      for (std::size_t i = 1; i < groups_.size(); ++i) {
        const bool is_meant =
            groups_[i].number != 0 &&
            (std::to_string(groups_[i].number) == reference.target || groups_[i].name == reference.target);
        if (is_meant && !is_faithful(i, reference)) return reference.at;
      }
    }
    return std::nullopt;
  }

 private:
  bool is_faithful(std::size_t target, const Reference& reference) const {
    for (std::size_t i = reference.group; i != 0; i = groups_[i].parent) {
      if (groups_[i].is_lookbehind || groups_[i].is_left_out) return false;
    }
    bool is_sure = reference.at >= groups_[target].end;  // that each turn of what is around takes it first
    for (std::size_t i = target; i != 0; i = groups_[i].parent) {
      const Group& group = groups_[i];
      if (group.is_lookbehind || group.is_left_out) return false;
      if (i != target && group.is_choice) is_sure = false;
      if (group.is_repeated && (!is_sure || group.may_be_empty)) return false;
      if (group.may_be_skipped) is_sure = false;
    }
    return true;
  }

  bool next_is(std::string_view text) const { return text_.substr(at_).starts_with(text); }

  void step() {
    const char c = text_[at_];
    if (c == '(') return open();
    if (c == ')') return close();
    if (c == '|') {
      Group& group = groups_[open_];
      group.is_choice = true;
      group.had_empty_choice = group.had_empty_choice || group.may_be_empty;
      group.may_be_empty = true;
      ++at_;
    } else if (c == '^' || c == '$' || next_is("\\b") || next_is("\\B")) {
      at_ += c == '\\' ? 2 : 1;
    } else if (is_reference()) {
      read_reference();
      quantifier();
    } else {
      read_unit();
      if (!quantifier().may_be_skipped) groups_[open_].may_be_empty = false;
    }
  }

  void open() {
    Group group{.parent = open_, .may_be_empty = true};
    ++at_;
    group.is_lookbehind = next_is("?<=") || next_is("?<!");
    const bool is_named = next_is("?<") && !group.is_lookbehind;
    if (!next_is("?") || is_named) group.number = ++numbers_;
    if (is_named) group.name = text_.substr(at_ + 2, text_.find('>', at_) - at_ - 2);
    is_lookaround_.push_back(group.is_lookbehind || next_is("?=") || next_is("?!"));
    if (next_is("?")) at_ = is_named ? text_.find('>', at_) + 1 : at_ + (group.is_lookbehind ? 3 : 2);
    open_ = groups_.size();
    groups_.push_back(std::move(group));
  }

  void close() {
    ++at_;
    Group& group = groups_[open_];
    group.end = at_;
    group.may_be_empty = group.may_be_empty || group.had_empty_choice;
    const Quantifier after = quantifier();
    group.may_be_skipped = after.may_be_skipped;
    group.is_repeated = after.is_repeated;
    group.is_left_out = after.is_left_out;
    if (!group.may_be_empty && !group.may_be_skipped && !is_lookaround_.back())
      groups_[group.parent].may_be_empty = false;
    is_lookaround_.pop_back();
    open_ = group.parent;
  }

  struct Quantifier {
    bool may_be_skipped = false;
    bool is_repeated = false;
    bool is_left_out = false;
  };

  Quantifier quantifier() {
    Quantifier found;
    if (next_is("*") || next_is("+") || next_is("?")) {
      found = {.may_be_skipped = text_[at_] != '+', .is_repeated = text_[at_] != '?'};
      ++at_;
    } else if (next_is("{")) {
      const std::size_t end = text_.find_first_not_of("0123456789,", at_ + 1);
      const bool is_one = end != text_.npos && text_[end] == '}' && end > at_ + 1 && text_[at_ + 1] != ',';
      if (!is_one) return found;
      const std::string_view numbers = text_.substr(at_ + 1, end - at_ - 1);
      found.may_be_skipped = numbers.substr(0, numbers.find(',')).find_first_not_of('0') == numbers.npos;
      const std::string_view most = numbers.substr(numbers.find(',') + 1);  // of "n": all of it
      found.is_repeated = most != "0" && most != "1";
      found.is_left_out = !most.empty() && most.find_first_not_of('0') == most.npos;
      at_ = end + 1;
    }
    if (next_is("?")) ++at_;
    return found;
  }

  bool is_reference() const {
    return next_is("\\k") ||
           (next_is("\\") && at_ + 1 < text_.size() && text_[at_ + 1] >= '1' && text_[at_ + 1] <= '9');
  }

  void read_reference() {
    Reference reference{.at = at_, .group = open_, .target = {}};
    if (next_is("\\k")) {
      const std::size_t end = text_.find('>', at_);
      reference.target = text_.substr(at_ + 3, end - at_ - 3);
      at_ = end + 1;
    } else {
      const std::size_t end = std::min(text_.find_first_not_of("0123456789", at_ + 1), text_.size());
      reference.target = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end;
    }
    references_.push_back(std::move(reference));
  }

  // An escape, a class or a character; of longer escapes the rest counts as characters, which changes
  // nothing.
  void read_unit() {
    const bool is_class = text_[at_] == '[';
    const bool has_braces = next_is("\\u{") || next_is("\\p{") || next_is("\\P{");
    if (has_braces) {
      at_ = text_.find('}', at_) + 1;
      return;
    }
    if (!is_class) {
      at_ += text_[at_] == '\\' ? 2 : 1;
      return;
    }
    for (++at_; text_[at_] != ']'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t open_ = 0;
  std::size_t numbers_ = 0;
  std::vector<Group> groups_;
  std::vector<bool> is_lookaround_;
  std::vector<Reference> references_;
};

}  // namespace

std::optional<std::size_t> unfaithful_reference(std::string_view ecma) {
  return ReferenceReader(ecma).run();
}

}  // namespace avouch
