// SPDX-License-Identifier: MIT
#include "json/decimal.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "json/number.h"

namespace avouch {
namespace {

using Digits = Decimal::Digits;

constexpr std::size_t kMostDigits = 36;  // 10^36 fits 127 bits with room for a sum
constexpr int kMostExponent = 400;

std::optional<Digits> times(Digits left, Digits right) {
  Digits product = 0;
  if (__builtin_mul_overflow(left, right, &product)) return std::nullopt;
  return product;
}

std::optional<Digits> power_of_ten(int exponent) {
  if (exponent < 0 || exponent > static_cast<int>(kMostDigits)) return std::nullopt;
  Digits power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Both with the smaller exponent.
bool align(Decimal& left, Decimal& right) {
  if (left.digits == 0) left.exponent = right.exponent;
  if (right.digits == 0) right.exponent = left.exponent;
  Decimal& larger = left.exponent > right.exponent ? left : right;
  const int exponent = std::min(left.exponent, right.exponent);
  const std::optional<Digits> power = power_of_ten(larger.exponent - exponent);
  const std::optional<Digits> digits = power ? times(larger.digits, *power) : std::nullopt;
  if (!digits) return false;
  larger = {.digits = *digits, .exponent = exponent};
  return true;
}

Decimal shortened(Decimal number) {
  if (number.digits == 0) return {};
  while (number.digits % 10 == 0) {
    number.digits /= 10;
    ++number.exponent;
  }
  return number;
}

std::optional<Decimal> multiple(Decimal number, Decimal step, bool is_above) {
  if (!align(number, step)) return std::nullopt;
  Digits rest = number.digits % step.digits;
  if (rest < 0) rest += step.digits;
  Digits digits = number.digits - rest;
  if (is_above && rest != 0 && __builtin_add_overflow(digits, step.digits, &digits)) return std::nullopt;
  return shortened({.digits = digits, .exponent = number.exponent});
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Decimal number;
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  if (mark < text.size()) {
    std::string_view exponent = text.substr(mark + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    const auto [end, error] =
        std::from_chars(exponent.data(), exponent.data() + exponent.size(), number.exponent);
    if (error != std::errc() || std::abs(number.exponent) > kMostExponent) return std::nullopt;
  }
  bool is_fraction = false;
  std::size_t count = 0;
  for (const char c : text.substr(0, mark)) {
    if (c == '.') is_fraction = true;
    if (c < '0' || c > '9') continue;
    if (is_fraction) --number.exponent;
    if (number.digits != 0 || c != '0') ++count;
    if (count > kMostDigits) return std::nullopt;
    number.digits = number.digits * 10 + (c - '0');
  }
  if (text.starts_with('-')) number.digits = -number.digits;
  return shortened(number);
}

std::string to_text(const Decimal& number) {
  const bool is_negative = number.digits < 0;
  std::string digits;
  for (Digits rest = is_negative ? -number.digits : number.digits; rest != 0; rest /= 10)
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
  if (digits.empty()) return "0";
  constexpr int kPlain = 24;
  std::string text;
  const int size = static_cast<int>(digits.size());
  if (number.exponent > kPlain || number.exponent + size < -kPlain) {
    std::reverse(digits.begin(), digits.end());
    text = digits + "e" + std::to_string(number.exponent);
  } else {
    if (number.exponent > 0) digits.insert(0, static_cast<std::size_t>(number.exponent), '0');
    if (number.exponent < 0) {
      const auto places = static_cast<std::size_t>(-number.exponent);
      if (digits.size() <= places) digits.append(places + 1 - digits.size(), '0');
      digits.insert(places, 1, '.');
    }
    std::reverse(digits.begin(), digits.end());
    text = std::move(digits);
  }
  return (is_negative ? "-" : "") + text;
}

std::optional<Decimal> plus(const Decimal& left, const Decimal& right) {
  Decimal one = left;
  Decimal other = right;
  Digits sum = 0;
  if (!align(one, other) || __builtin_add_overflow(one.digits, other.digits, &sum)) return std::nullopt;
  return shortened({.digits = sum, .exponent = one.exponent});
}

std::optional<Decimal> minus(const Decimal& left, const Decimal& right) {
  return plus(left, {.digits = -right.digits, .exponent = right.exponent});
}

std::optional<Decimal> multiple_below(const Decimal& number, const Decimal& step) {
  return multiple(number, step, false);
}

std::optional<Decimal> multiple_above(const Decimal& number, const Decimal& step) {
  return multiple(number, step, true);
}

std::optional<Decimal> common_multiple(const Decimal& left, const Decimal& right) {
  Decimal one = left;
  Decimal other = right;
  if (!align(one, other)) return std::nullopt;
  Digits a = one.digits;
  Digits b = other.digits;
  while (b != 0) a = std::exchange(b, a % b);
  const std::optional<Digits> digits = times(one.digits / a, other.digits);
  if (!digits) return std::nullopt;
  return shortened({.digits = *digits, .exponent = one.exponent});
}

std::optional<Decimal> half(const Decimal& number) {
  const std::optional<Digits> digits = times(number.digits, 5);
  if (!digits) return std::nullopt;
  return shortened({.digits = *digits, .exponent = number.exponent - 1});
}

bool is_zero(const Decimal& number) {
  return number.digits == 0;
}

bool less(const Decimal& left, const Decimal& right) {
  return compare_numbers(to_text(left), to_text(right)) < 0;
}

}  // namespace avouch
