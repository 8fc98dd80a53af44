// SPDX-License-Identifier: MIT
#include "generate/text/number_value.h"

#include <algorithm>
#include <deque>
#include <string_view>
#include <unordered_set>

#include "base/ascii.h"
#include "base/steps.h"
#include "generate/text/format_text.h"
#include "generate/text/opposed.h"
#include "json/decimal.h"
#include "json/number.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

bool satisfies(const SchemaKeyword& keyword, const std::string& text) {
  switch (keyword.kind) {
    case KeywordKind::maximum:
      return compare_numbers(text, keyword.texts.front()) <= 0;
    case KeywordKind::exclusive_maximum:
      return compare_numbers(text, keyword.texts.front()) < 0;
    case KeywordKind::minimum:
      return compare_numbers(text, keyword.texts.front()) >= 0;
    case KeywordKind::exclusive_minimum:
      return compare_numbers(text, keyword.texts.front()) > 0;
    case KeywordKind::multiple_of:
      return is_multiple(text, keyword.texts.front());
    case KeywordKind::format:
      return !check_format(keyword.names.back(), text);
    default:
      return true;
  }
}

// The remaining range, and the step within it.
struct Range {
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  bool excludes_low = false;
  bool excludes_high = false;
  std::optional<Decimal> step;
};

void raise(Range& range, const Decimal& bound, bool excludes) {
  if (range.low && less(bound, *range.low)) return;
  const bool is_same = range.low && !less(*range.low, bound);
  range.excludes_low = excludes || (is_same && range.excludes_low);
  range.low = bound;
}

void lower(Range& range, const Decimal& bound, bool excludes) {
  if (range.high && less(*range.high, bound)) return;
  const bool is_same = range.high && !less(bound, *range.high);
  range.excludes_high = excludes || (is_same && range.excludes_high);
  range.high = bound;
}

void add_step(Range& range, const Decimal& step) {
  range.step = range.step ? common_multiple(*range.step, step) : std::optional(step);
}

Range range_of(const NumberRules& rules) {
  Range range;
  if (rules.whole == NumberRules::Whole::whole || rules.whole == NumberRules::Whole::written)
    range.step = Decimal::of(1);
  const auto read = [&](const SchemaKeyword& keyword, bool holds) {
    if (keyword.texts.empty()) return;
    const std::optional<Decimal> number = Decimal::parse(keyword.texts.front());
    if (!number) return;
    if (keyword.kind == KeywordKind::multiple_of) {
      if (holds && !is_zero(*number)) add_step(range, *number);
      return;
    }
    const bool is_upper =
        keyword.kind == KeywordKind::maximum || keyword.kind == KeywordKind::exclusive_maximum;
    const bool is_exclusive =
        keyword.kind == KeywordKind::exclusive_maximum || keyword.kind == KeywordKind::exclusive_minimum;
    if (is_upper == holds) {
      lower(range, *number, is_exclusive == holds);
    } else {
      raise(range, *number, is_exclusive == holds);
    }
  };
  for (const SchemaKeyword* keyword : rules.holding) read(*keyword, true);
  for (const SchemaKeyword* keyword : rules.failing) read(*keyword, false);
  return range;
}

// The least or the greatest number of the range.
std::optional<Decimal> end_of(const Range& range, bool is_low) {
  const std::optional<Decimal>& bound = is_low ? range.low : range.high;
  const std::optional<Decimal>& other = is_low ? range.high : range.low;
  if (!bound) return std::nullopt;
  const bool excludes = is_low ? range.excludes_low : range.excludes_high;
  const auto inward = [&](const Decimal& number, const Decimal& by) {
    return is_low ? plus(number, by) : minus(number, by);
  };
  if (range.step) {
    const std::optional<Decimal> first =
        is_low ? multiple_above(*bound, *range.step) : multiple_below(*bound, *range.step);
    if (!first || !excludes) return first;
    const bool is_bound = !less(*first, *bound) && !less(*bound, *first);
    return is_bound ? inward(*first, *range.step) : first;
  }
  if (!excludes) return bound;
  // Half-way to the other end, if that is near.
  const Decimal unit = Decimal::of(1);
  if (other) {
    const std::optional<Decimal> distance = is_low ? minus(*other, *bound) : minus(*bound, *other);
    if (distance && !less(unit, *distance)) {
      const std::optional<Decimal> by = half(*distance);
      return by ? inward(*bound, *by) : std::nullopt;
    }
  }
  return inward(*bound, Decimal::of(5, -1));
}

// Candidates in the order in which they are tried. Most numbers are among the usual ones, so the others are
// made only when they are asked for.
class NumberCandidates {
 public:
  // `taken` is the number of values already in use.
  NumberCandidates(const NumberRules& rules, const Taste& taste, Random& random, std::size_t taken)
      : rules_(rules), random_(random), taken_(taken) {
    const Range range = range_of(rules);
    low_ = end_of(range, true);
    high_ = end_of(range, false);
    step_ = range.step.value_or(Decimal::of(5, -1));
    if (taste.size == Taste::Size::least) add(low_);
    if (taste.size == Taste::Size::most) add(high_);
    if (taste.is_random) add_random();
    add_formats(rules.holding, true);
    if (rules.whole == NumberRules::Whole::fraction) texts_.emplace_back("1.5");
    texts_.emplace_back("1");
    add(low_);
    add(high_);
    texts_.emplace_back("0");
    add_formats(rules.failing, false);
  }

  // The usual ones at first.
  const std::vector<std::string>& texts() const { return texts_; }

  // Those around the ends of the range, and odd ones.
  void add_others() {
    texts_.clear();
    if (low_ && high_) {
      const std::optional<Decimal> sum = plus(*low_, *high_);
      if (sum) add(half(*sum));
    }
    if (taken_ > kFew) add_of_row(taken_);
    std::optional<Decimal> up = low_ ? low_ : Decimal{};
    std::optional<Decimal> down = high_ ? high_ : Decimal{};
    for (std::size_t i = 0; i < kFew; ++i) {
      if (up) up = plus(*up, step_);
      if (down) down = minus(*down, step_);
      add(up);
      add(down);
    }
    for (const auto* keywords : {&rules_.holding, &rules_.failing}) {
      for (const SchemaKeyword* keyword : *keywords) {
        if (!keyword->texts.empty()) texts_.push_back(keyword->texts.front());
      }
    }
    for (const char* text : {"-1", "1.5", "-0.5", "0.1", "0.001", "2", "3", "5", "7", "1e20", "-1e20",
                             "1e300", "1.5e300", "-1e300", "1e400", "-1e400"})
      texts_.emplace_back(text);
  }

  // A series with one more number than is taken has at least one unused number.
  void add_row() {
    texts_.clear();
    for (std::size_t i = 0; i < taken_; ++i) add_of_row(i);
  }

 private:
  void add(const std::optional<Decimal>& number) {
    if (number) texts_.push_back(to_text(*number));
  }

  void add_random() {
    constexpr std::size_t kFar = 1'000;
    const std::optional<Decimal> share =
        times(step_, Decimal::of(static_cast<std::int64_t>(random_.below(kFar))));
    const Decimal many = share.value_or(Decimal());
    if (low_) {
      add(plus(*low_, many));
    } else if (high_) {
      add(minus(*high_, many));
    } else {
      add(random_.one_in(2) ? many : negated(many));
    }
    if (low_ && high_) {
      const std::optional<Decimal> width = minus(*high_, *low_);
      if (!width) return;
      // A part of the width, in thousandths.
      const std::optional<Decimal> part =
          times(*width, Decimal::of(static_cast<std::int64_t>(random_.below(kFar)), -3));
      const std::optional<Decimal> inside = part ? plus(*low_, *part) : std::nullopt;
      if (inside) add(multiple_below(*inside, step_));
    }
  }

  void add_formats(const std::vector<const SchemaKeyword*>& keywords, bool holds) {
    for (const SchemaKeyword* keyword : keywords) {
      if (keyword->kind != KeywordKind::format) continue;
      if (holds) {
        for (const std::string_view text : format_texts(keyword->names.back())) texts_.emplace_back(text);
      } else {
        for (const FormatFault& fault : format_faults(keyword->names.back())) texts_.emplace_back(fault.text);
      }
    }
  }

  static constexpr std::size_t kFew = 40;  // always tried

  void add_of_row(std::size_t number) {
    const std::optional<Decimal> distance = times(step_, Decimal::of(static_cast<std::int64_t>(number)));
    if (!distance) return;
    if (low_)
      add(plus(*low_, *distance));
    else
      add(high_ ? minus(*high_, *distance) : distance);
  }

  const NumberRules& rules_;
  Random& random_;
  std::size_t taken_;
  std::optional<Decimal> low_;
  std::optional<Decimal> high_;
  Decimal step_;
  std::vector<std::string> texts_;
};

// The numbers that are in use, each by one text: an array of unique items asks for each of its items.
class TakenNumbers {
 public:
  explicit TakenNumbers(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      if (is_plain(text)) {
        known_.insert(text);
      } else {
        known_.insert(others_.emplace_back(to_text(Decimal::read(text))));
      }
    }
  }

  bool contain(const std::string& text) const {
    return is_plain(text) ? known_.contains(text) : known_.contains(to_text(Decimal::read(text)));
  }

 private:
  // Whether to_text() of the number is the text.
  static bool is_plain(std::string_view text) {
    constexpr std::size_t kMost = 20;
    if (text == "0") return true;
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.size() <= kMost && text.front() != '0' &&
           std::all_of(text.begin(), text.end(), is_digit);
  }

  std::deque<std::string> others_;
  std::unordered_set<std::string_view> known_;
};

}  // namespace

bool NumberRules::allow(const std::string& text) const {
  switch (whole) {
    case Whole::any:
      break;
    case Whole::whole:
      if (!is_integer_number(text)) return false;
      break;
    case Whole::written:
      if (!is_written_as_integer(text)) return false;
      break;
    case Whole::fraction:
      if (is_integer_number(text)) return false;
      break;
  }
  return std::all_of(holding.begin(), holding.end(),
                     [&](const SchemaKeyword* keyword) { return satisfies(*keyword, text); }) &&
         std::none_of(failing.begin(), failing.end(),
                      [&](const SchemaKeyword* keyword) { return satisfies(*keyword, text); });
}

std::optional<std::string> make_number(const NumberRules& rules, const Taste& taste, Random& random,
                                       const std::vector<std::string>& avoided) {
  if (is_contradictory(rules.holding, rules.failing)) return std::nullopt;
  NumberCandidates candidates(rules, taste, random, avoided.size());
  const TakenNumbers taken(avoided);
  const auto first_free = [&]() -> std::optional<std::string> {
    for (const std::string& text : candidates.texts()) {
      count_steps(1);
      if (!taken.contain(text) && rules.allow(text)) return text;
    }
    return std::nullopt;
  };
  if (std::optional<std::string> usual = first_free()) return usual;
  candidates.add_others();
  std::optional<std::string> other = first_free();
  if (other || avoided.empty()) return other;
  candidates.add_row();
  return first_free();
}

}  // namespace avouch
