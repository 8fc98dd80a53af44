// SPDX-License-Identifier: MIT
#include "jsonpath/i_regexp.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.h"

namespace avouch {
namespace {

constexpr std::size_t kDeepestGroup = 200;

// A recursive descent over the grammar of RFC 9485 §4. Every rule returns whether it fits.
class IRegexp {
 public:
  explicit IRegexp(std::string_view text) : text_(text) {}

  std::optional<std::string> translate() {
    if (first_invalid_utf8(text_) || !alternatives(0) || !at_end()) return std::nullopt;
    return ecma_;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool sees(char c) const { return !at_end() && text_[at_] == c; }
  void keep(std::size_t count = 1) {
    ecma_ += text_.substr(at_, count);
    at_ += count;
  }

  bool alternatives(std::size_t depth) {
    if (depth > kDeepestGroup) return false;
    while (true) {
      while (!at_end() && !sees('|') && !sees(')')) {
        if (!atom(depth) || !quantifier()) return false;
      }
      if (!sees('|')) return true;
      keep();
    }
  }

  bool atom(std::size_t depth) {
    if (sees('(')) {
      at_ += 1;
      ecma_ += "(?:";
      if (!alternatives(depth + 1) || !sees(')')) return false;
      keep();
      return true;
    }
    if (sees('.')) {
      at_ += 1;
      ecma_ += "[^\\n\\r]";
      return true;
    }
    if (sees('\\')) return escape();
    if (sees('[')) return character_class();
    if (std::string_view("*+?{}])|").find(peek()) != std::string_view::npos) return false;
    character();
    return true;
  }

  // One character, whatever its length in UTF-8. ECMA-262 gives "/" no meaning here.
  void character() {
    keep();
    while (!at_end() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) keep();
  }

  bool escape() {
    constexpr std::string_view kEscaped = "()*+-.?[\\]^nrt{|}";
    const char c = peek(1);
    if (at_ + 1 >= text_.size()) return false;
    if (c == 'p' || c == 'P') return property();
    if (kEscaped.find(c) == kEscaped.npos) return false;
    if (c == '-') {  // ECMA-262 has \- in classes alone
      at_ += 2;
      ecma_ += is_in_class_ ? "\\-" : "-";
      return true;
    }
    keep(2);
    return true;
  }

  bool property() {
    constexpr std::array<std::string_view, 7> kCategories = {"Llmotu", "Mcen",  "Ndlo", "Pcdefios",
                                                             "Zlps",   "Sckmo", "Ccfno"};
    if (peek(2) != '{') return false;
    const std::size_t end = text_.find('}', at_);
    if (end == text_.npos) return false;
    const std::string_view name = text_.substr(at_ + 3, end - at_ - 3);
    const bool is_known =
        !name.empty() && name.size() <= 2 &&
        std::any_of(kCategories.begin(), kCategories.end(), [&](std::string_view category) {
          return category[0] == name[0] && (name.size() == 1 || category.find(name[1], 1) != category.npos);
        });
    if (!is_known) return false;
    keep(end + 1 - at_);
    return true;
  }

  bool character_class() {
    is_in_class_ = true;
    keep();
    if (sees('^')) keep();
    bool is_first = true;
    while (!at_end() && !sees(']')) {
      if (sees('-')) {  // a hyphen stands first or last
        if (!is_first && peek(1) != ']') return false;
        at_ += 1;
        ecma_ += "\\-";
      } else if (!class_member()) {
        return false;
      }
      is_first = false;
    }
    is_in_class_ = false;
    if (is_first || !sees(']')) return false;
    keep();
    return true;
  }

  bool class_member() {
    if (sees('\\') && (peek(1) == 'p' || peek(1) == 'P')) return property();
    if (!class_character()) return false;
    if (!sees('-') || peek(1) == ']') return true;
    keep();
    return class_character();
  }

  bool class_character() {
    if (at_end() || sees('[') || sees(']') || sees('-')) return false;
    if (sees('\\')) return peek(1) != 'p' && peek(1) != 'P' && escape();
    character();
    return true;
  }

  bool quantifier() {
    if (sees('*') || sees('+') || sees('?')) {
      keep();
      return true;
    }
    if (!sees('{')) return true;
    keep();
    if (!digits()) return false;
    if (sees(',')) {
      keep();
      digits();
    }
    if (!sees('}')) return false;
    keep();
    return true;
  }

  bool digits() {
    const std::size_t from = at_;
    while (!at_end() && text_[at_] >= '0' && text_[at_] <= '9') keep();
    return at_ > from;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_in_class_ = false;
  std::string ecma_;
};

}  // namespace

std::optional<std::string> ecma_of_i_regexp(std::string_view text) {
  return IRegexp(text).translate();
}

}  // namespace avouch
