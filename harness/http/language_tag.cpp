// SPDX-License-Identifier: MIT
#include "http/language_tag.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/text.h"
#include "http/text_run.h"

namespace avouch::http {
namespace {

// RFC 5646 §2.1, subtag by subtag, from the front of `rest`.
class LanguageTag {
 public:
  explicit LanguageTag(std::string_view tag) : subtags_(split(tag, '-')), tag_(ascii_lower(tag)) {}

  bool is_well_formed() {
    const bool are_subtags = std::all_of(subtags_.begin(), subtags_.end(), [](std::string_view subtag) {
      return subtag.size() <= 8 && is_run_of(subtag, is_alphanumeric);
    });
    return are_subtags && (is_grandfathered() || takes_private_use() || takes_language());
  }

 private:
  // Those of §2.1 that the grammar does not cover.
  bool is_grandfathered() const {
    static constexpr std::array<std::string_view, 17> kIrregular = {
        "en-gb-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
        "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
        "i-tay",     "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"};
    return index_of(kIrregular, tag_) < kIrregular.size();
  }

  template <class Is>
  bool next(std::size_t least, std::size_t most, const Is& is) {
    if (at_ == subtags_.size()) return false;
    const std::string_view subtag = subtags_[at_];
    if (subtag.size() < least || subtag.size() > most || !is_run_of(subtag, is)) return false;
    ++at_;
    return true;
  }

  // "x" and more: at the end of a tag, or the whole of it.
  bool takes_private_use() {
    const auto is_x = [](char c) { return c == 'x' || c == 'X'; };
    if (!next(1, 1, is_x) || at_ == subtags_.size()) return false;
    at_ = subtags_.size();
    return true;
  }

  bool takes_variant() {
    if (next(5, 8, is_alphanumeric)) return true;
    return at_ < subtags_.size() && is_digit(subtags_[at_].front()) && next(4, 4, is_alphanumeric);
  }

  // A letter or digit other than x, and what belongs to it.
  bool takes_extension() {
    const auto is_singleton = [](char c) { return is_alphanumeric(c) && c != 'x' && c != 'X'; };
    const std::size_t before = at_;
    if (!next(1, 1, is_singleton) || !next(2, 8, is_alphanumeric)) {
      at_ = before;
      return false;
    }
    while (next(2, 8, is_alphanumeric)) {
    }
    return true;
  }

  bool takes_language() {
    at_ = 0;
    if (next(2, 3, is_alpha)) {
      for (int extlang = 0; extlang < 3 && next(3, 3, is_alpha); ++extlang) {
      }
    } else if (!next(4, 8, is_alpha)) {
      return false;
    }
    next(4, 4, is_alpha);                             // script
    if (!next(2, 2, is_alpha)) next(3, 3, is_digit);  // region
    while (takes_variant()) {
    }
    while (takes_extension()) {
    }
    return at_ == subtags_.size() || takes_private_use();
  }

  std::vector<std::string_view> subtags_;
  std::string tag_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_language_tag(std::string_view tag) {
  return LanguageTag(tag).is_well_formed();
}

}  // namespace avouch::http
