// SPDX-License-Identifier: MIT
// The assertions that are judged by code of ours: a keyword made ready once, and asked of many values.
//
// Immutable once made; any thread may judge.
#pragma once

#include <memory>
#include <optional>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/body/assertion.h"
#include "judge/format/format.h"
#include "pattern/pattern.h"

namespace avouch {

class BodyKeyword {
 public:
  // Errors: a pattern or a divisor that cannot be judged, with its place.
  static Result<BodyKeyword> make(const SchemaKeyword& keyword);

  Judged judge(const Value& value) const;

 private:
  explicit BodyKeyword(const SchemaKeyword& keyword) : keyword_(&keyword) {}
  bool holds(const Value& value) const;
  bool compare(const Value& value) const;
  bool has_type(const Value& value) const;

  const SchemaKeyword* keyword_;            // the schema's
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
