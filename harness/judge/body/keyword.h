// SPDX-License-Identifier: MIT
// Assertions: the keywords that look at one value by themselves. Each is made ready once, and asked of many
// values.
//
// Immutable once made; any thread may judge.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/body/word_map.h"
#include "judge/format/format.h"
#include "pattern/pattern.h"

namespace avouch {

enum class Judged : std::uint8_t { holds, fails, unknown };  // unknown: a pattern's budget ran out

class BodyKeyword {
 public:
  // `keyword` must outlive it. Errors: a pattern or a divisor that cannot be judged, with its place.
  static Result<BodyKeyword> make(const SchemaKeyword& keyword);

  // Which kinds of value it speaks of; none where it has branches and is judged by walking them.
  KindMask kinds() const { return asked_; }

  // Precondition: it speaks of values of that kind.
  Judged judge(const Value& value) const {
    if ((hold_ & mask_of(value.kind())) != 0) return Judged::holds;
    if ((fail_ & mask_of(value.kind())) != 0) return Judged::fails;
    return judge_value(value);
  }

 private:
  explicit BodyKeyword(const SchemaKeyword& keyword) : keyword_(&keyword) {}
  void read_types();
  void read_values();
  Judged judge_value(const Value& value) const;
  bool holds(const Value& value) const;
  bool compare(const Value& value) const;
  bool is_listed(const Value& value) const;

  const SchemaKeyword* keyword_;  // the schema's
  KindMask asked_ = 0;
  KindMask hold_ = 0;                       // holds for these kinds, whatever the value
  KindMask fail_ = 0;                       // fails for these kinds, whatever the value
  std::shared_ptr<const Instance> listed_;  // of enum and const: an array of the values
  WordMap words_;                           // its strings
  std::vector<Value> others_;               // its other values
  bool is_integer_ = false;                 // of type: 1.0 is one too
  std::shared_ptr<const Pattern> pattern_;  // of pattern
  std::optional<std::int64_t> small_;       // of a bound: its value, where it is a small whole number
  FormatCheck check_ = nullptr;             // of format
};

// The indices of two items that are equal, if any. Near linear in the size of the array.
std::optional<std::pair<std::size_t, std::size_t>> equal_items(const Value& array);

// Why the value is not of the format; nullopt where it is.
std::optional<std::string> format_fault(const std::string& format, const Value& value);

// Text that PCRE2 can take: lone surrogates become U+FFFD.
std::string without_surrogates(std::string_view text);

}  // namespace avouch
