// SPDX-License-Identifier: MIT
// Identifiers and patterns.
#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "judge/body/keyword.h"
#include "judge/format/format.h"
#include "judge/format/parts.h"
#include "pattern/pattern.h"

namespace avouch {

Fault check_uuid(std::string_view text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const bool is_good = text.size() == kShape.size() &&
                       std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
                         return shape == 'x' ? is_hex_digit(c) : c == shape;
                       });
  if (is_good) return std::nullopt;
  return "it is not written as " + std::string(kShape);
}

Fault check_regex(std::string_view text) {
  // ECMA-262 §22.2.1: a pattern may contain a lone surrogate like any other character.
  return Pattern::syntax_fault(without_surrogates(text));
}

}  // namespace avouch
