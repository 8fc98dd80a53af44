// SPDX-License-Identifier: MIT
// A number as decimal digits. Numbers are compared (json/number.h) and computed in this form.
//
//   const Decimal bound = *Decimal::parse("19.99");
//   to_text(*plus(bound, Decimal::of(1, -2))) == "20"
//
// Arithmetic is exact, or returns nullopt if a number has more than kMostDigits digits. The limit bounds the
// time of an operation, whatever the input. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// digits · 10^exponent
struct Decimal {
  static constexpr std::size_t kMostDigits = 2'000;
  static constexpr std::int64_t kFarExponent = 1'000'000'000'000'000'000;

  bool is_negative = false;
  std::string digits = {};  // no zeros at either end; empty for 0
  std::int64_t exponent = 0;
  // The digits of an exponent beyond ±kFarExponent; `exponent` is then the nearest it can be. Only read()
  // gives them: no arithmetic is done with such numbers.
  std::string far_exponent = {};

  bool operator==(const Decimal&) const = default;

  static Decimal of(std::int64_t digits, std::int64_t exponent = 0);
  // Reads a JSON number of any length, with an exponent of any length.
  static Decimal read(std::string_view text);
  // The same, but nullopt if the number needs more than kMostDigits digits without an exponent.
  static std::optional<Decimal> parse(std::string_view text);
};

// The JSON text, without an exponent if that is short.
std::string to_text(const Decimal& number);

// The exponent of any length: "-7".
std::string exponent_text(const Decimal& number);

// The rest of 10^(left's exponent - right's exponent) divided by `modulus`; nullopt if right's exponent is
// the larger one. Precondition: the modulus is not 0.
std::optional<std::uint64_t> power_between(const Decimal& left, const Decimal& right, std::uint64_t modulus);

// Less than zero, zero, or more than zero.
int compare(const Decimal& left, const Decimal& right);
inline bool less(const Decimal& left, const Decimal& right) {
  return compare(left, right) < 0;
}
inline bool is_zero(const Decimal& number) {
  return number.digits.empty();
}

std::optional<Decimal> plus(const Decimal& left, const Decimal& right);
std::optional<Decimal> minus(const Decimal& left, const Decimal& right);
Decimal negated(Decimal number);
std::optional<Decimal> times(const Decimal& left, const Decimal& right);
std::optional<Decimal> half(const Decimal& number);

// multiple_below() returns the greatest multiple of `step` that is not above `number`; multiple_above() the
// least that is not below. Precondition: step > 0.
std::optional<Decimal> multiple_below(const Decimal& number, const Decimal& step);
std::optional<Decimal> multiple_above(const Decimal& number, const Decimal& step);

// The least common multiple. Precondition: both are above 0.
std::optional<Decimal> common_multiple(const Decimal& left, const Decimal& right);

}  // namespace avouch
