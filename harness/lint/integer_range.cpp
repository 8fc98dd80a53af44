// SPDX-License-Identifier: MIT
#include "lint/integer_range.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "json/number.h"

namespace avouch {
namespace {

bool meets(std::int64_t value, const SchemaKeyword& limit) {
  const int order = compare_numbers(std::to_string(value), limit.texts.at(0));
  if (limit.kind == KeywordKind::minimum) return order >= 0;
  if (limit.kind == KeywordKind::exclusive_minimum) return order > 0;
  return limit.kind == KeywordKind::maximum ? order <= 0 : order < 0;
}

}  // namespace

bool takes_integers(const SchemaKeyword* keyword) {
  const auto names = [&](std::string_view type) {
    return std::find(keyword->names.begin(), keyword->names.end(), type) != keyword->names.end();
  };
  return keyword->kind == KeywordKind::type && (names("integer") || names("written-integer")) &&
         !names("number");
}

bool may_hold_an_integer(const SchemaKeyword& least, const SchemaKeyword& most) {
  constexpr std::int64_t kFar = std::int64_t{1} << 53;
  std::int64_t below = -kFar;
  std::int64_t lowest = kFar;
  if (meets(below, least) || !meets(lowest, least)) return true;
  while (lowest - below > 1) {
    const std::int64_t middle = below + (lowest - below) / 2;
    (meets(middle, least) ? lowest : below) = middle;
  }
  return meets(lowest, most);
}

}  // namespace avouch
