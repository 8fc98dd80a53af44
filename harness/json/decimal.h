// SPDX-License-Identifier: MIT
// Decimal arithmetic that is exact or refuses: for numbers at, just above and just below a bound.
//
//   Decimal bound = *Decimal::parse("19.99");
//   to_text(*plus(bound, *Decimal::parse("0.01"))) == "20"
//
// Pure; any thread may call it. Whatever does not fit 36 digits is refused with nullopt.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// digits · 10^exponent
struct Decimal {
  __extension__ typedef __int128 Digits;
  Digits digits = 0;
  int exponent = 0;

  bool operator==(const Decimal&) const = default;

  // A JSON number.
  static std::optional<Decimal> parse(std::string_view text);
};

// As JSON writes it, without an exponent where that is short.
std::string to_text(const Decimal& number);

std::optional<Decimal> plus(const Decimal& left, const Decimal& right);
std::optional<Decimal> minus(const Decimal& left, const Decimal& right);

// The greatest multiple of `step` that is not above `number`; the least that is not below. Precondition: step
// is above 0.
std::optional<Decimal> multiple_below(const Decimal& number, const Decimal& step);
std::optional<Decimal> multiple_above(const Decimal& number, const Decimal& step);

// The least number that is a multiple of both. Precondition: both are above 0.
std::optional<Decimal> common_multiple(const Decimal& left, const Decimal& right);

// Half of it.
std::optional<Decimal> half(const Decimal& number);

bool is_zero(const Decimal& number);
bool less(const Decimal& left, const Decimal& right);

}  // namespace avouch
