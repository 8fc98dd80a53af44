// SPDX-License-Identifier: MIT
// Assertions: the keywords that check one value by itself. Each is prepared once and applied to many values.
//
// Immutable; thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/work_budget.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/body/word_map.h"
#include "judge/format/format.h"
#include "pattern/pattern.h"

namespace avouch {

// unknown: a pattern's or the caller's budget ran out, or the keyword is broken
enum class Judged : std::uint8_t { holds, fails, unknown };

class BodyKeyword {
 public:
  // `keyword` must outlive the result. Errors: an unsupported pattern or divisor, with its place.
  static Result<BodyKeyword> make(const SchemaKeyword& keyword);

  // The kinds of value it applies to; empty for a keyword with branches, which is judged by walking them.
  KindMask kinds() const { return asked_; }

  // Precondition: the keyword applies to values of that kind. Spends what depends on the value's size.
  Judged judge(const Value& value, WorkBudget& budget) const {
    if ((hold_ & mask_of(value.kind())) != 0) return Judged::holds;
    if ((fail_ & mask_of(value.kind())) != 0) return Judged::fails;
    return judge_value(value, budget);
  }

 private:
  explicit BodyKeyword(const SchemaKeyword& keyword) : keyword_(&keyword) {}
  void read_types();
  void read_values();
  Judged judge_value(const Value& value, WorkBudget& budget) const;
  bool spend_on(const Value& value, WorkBudget& budget) const;
  bool holds(const Value& value, WorkBudget& budget) const;
  bool compare(const Value& value) const;
  bool is_listed(const Value& value, WorkBudget& budget) const;
  bool is_listed_by_hash(const Value& value, WorkBudget& budget) const;

  // The values of enum and const.
  struct Listed {
    std::shared_ptr<const Instance> values;                // an array of them
    WordMap words;                                         // its strings
    std::vector<Value> others;                             // its other values
    std::vector<std::pair<std::uint64_t, Value>> hashed;   // the same by hash, if there are many
    std::vector<std::pair<ValueKind, std::size_t>> sizes;  // the sizes of the arrays and objects among them
  };

  const SchemaKeyword* keyword_;  // owned by the schema
  KindMask asked_ = 0;
  KindMask hold_ = 0;                       // holds for these kinds, regardless of the value
  KindMask fail_ = 0;                       // fails for these kinds, regardless of the value
  std::shared_ptr<const Listed> listed_;    // for enum and const
  bool is_integer_ = false;                 // for type: 1.0 is an integer too
  std::shared_ptr<const Pattern> pattern_;  // for pattern
  std::optional<std::int64_t> small_;       // for a bound: its value if it is a small whole number
  FormatCheck check_ = nullptr;             // for format
  std::size_t cost_ = 1;                    // of that check: format_cost()
};

// Returns the indices of two equal items, if any. Near linear in the size of the array. If the budget is
// spent, the result is unknown.
std::optional<std::pair<std::size_t, std::size_t>> equal_items(const Value& array, WorkBudget& budget);

// Prepares text for PCRE2: replaces lone surrogates with U+FFFD.
std::string without_surrogates(std::string_view text);

}  // namespace avouch
