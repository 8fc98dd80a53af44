// SPDX-License-Identifier: MIT
#include "json/number.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <string>

#include "json/decimal.h"

namespace avouch {
namespace {

__extension__ using Wide = unsigned __int128;

}  // namespace

bool is_json_number(std::string_view text) {
  const auto take_digits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool starts_with_zero = text.starts_with('0');
  const std::size_t digits = take_digits();
  if (digits == 0 || (starts_with_zero && digits > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  constexpr std::int64_t kMostDigits = 20;
  const Decimal number = Decimal::read(text);
  if (number.is_negative || number.exponent < 0) return std::nullopt;
  if (is_zero(number)) return 0;
  if (number.exponent + static_cast<std::int64_t>(number.digits.size()) > kMostDigits) return kMost;
  const std::string digits = number.digits + std::string(static_cast<std::size_t>(number.exponent), '0');
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? value : kMost;
}

std::optional<std::int64_t> small_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int compare_numbers(std::string_view left, std::string_view right) {
  if (const auto a = small_integer(left)) {
    if (const auto b = small_integer(right)) return *a < *b ? -1 : *a > *b ? 1 : 0;
  }
  return compare(Decimal::read(left), Decimal::read(right));
}

bool is_integer_number(std::string_view text) {
  return is_written_as_integer(text) || Decimal::read(text).exponent >= 0;
}

bool is_written_as_integer(std::string_view text) {
  return text.find_first_of(".eE") == text.npos;
}

bool is_divisor(std::string_view text) {
  const Decimal number = Decimal::read(text);
  return !number.is_negative && !is_zero(number) && number.digits.size() <= kDivisorDigits;
}

bool is_multiple(std::string_view value, std::string_view divisor) {
  if (const auto a = small_integer(value)) {
    if (const auto b = small_integer(divisor)) return *a % *b == 0;
  }
  const Decimal number = Decimal::read(value);
  const Decimal by = Decimal::read(divisor);
  if (is_zero(number)) return true;
  const std::uint64_t modulus = std::stoull(by.digits);
  const std::optional<std::uint64_t> power = power_between(number, by, modulus);
  // Neither ends in a 0, so a number with a lower exponent than its divisor cannot be a multiple.
  if (!power) return false;
  std::uint64_t rest = 0;
  for (const char digit : number.digits) {
    rest = static_cast<std::uint64_t>((Wide{rest} * 10 + static_cast<unsigned>(digit - '0')) % modulus);
  }
  return Wide{rest} * *power % modulus == 0;
}

std::uint64_t hash_number(std::string_view text) {
  const Decimal number = Decimal::read(text);
  const std::hash<std::string> hash;
  return (hash(number.digits) * 31 + hash(number.far_exponent)) * 31 +
         std::hash<std::int64_t>{}(number.exponent) * 2 + (number.is_negative ? 1 : 0);
}

}  // namespace avouch
