// SPDX-License-Identifier: MIT
#include "json/number.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace avouch {
namespace {

// digits × 10^exponent; digits neither start nor end with 0, and are empty for zero.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;
};

// Beyond this an exponent is only "huge": no body under the size limit has as many digits.
constexpr std::int64_t kHugeExponent = std::int64_t{1} << 56U;

std::int64_t parse_exponent(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::int64_t value = 0;
  for (const char c : text) value = std::min(kHugeExponent, value * 10 + (c - '0'));
  return negative ? -value : value;
}

Decimal parse_decimal(std::string_view text) {
  Decimal number;
  if (text[0] == '-') {
    number.negative = true;
    text.remove_prefix(1);
  }
  if (const std::size_t e = text.find_first_of("eE"); e != text.npos) {
    number.exponent = parse_exponent(text.substr(e + 1));
    text = text.substr(0, e);
  }
  const std::size_t dot = text.find('.');
  number.digits = text.substr(0, dot);
  if (dot != text.npos) {
    number.digits += text.substr(dot + 1);
    number.exponent -= static_cast<std::int64_t>(text.size() - dot - 1);
  }
  const std::size_t last = number.digits.find_last_not_of('0');
  if (last == number.digits.npos) return {};
  number.exponent += static_cast<std::int64_t>(number.digits.size() - last - 1);
  number.digits.erase(last + 1);
  number.digits.erase(0, number.digits.find_first_not_of('0'));
  return number;
}

int sign(const Decimal& number) {
  return number.digits.empty() ? 0 : number.negative ? -1 : 1;
}

int compare_magnitudes(const Decimal& left, const Decimal& right) {
  const std::int64_t left_top = left.exponent + static_cast<std::int64_t>(left.digits.size());
  const std::int64_t right_top = right.exponent + static_cast<std::int64_t>(right.digits.size());
  if (left_top != right_top) return left_top < right_top ? -1 : 1;
  return left.digits.compare(right.digits);  // no trailing zeros: a longer one with the same start is larger
}

__extension__ using Wide = unsigned __int128;

std::uint64_t times(std::uint64_t left, std::uint64_t right, std::uint64_t modulus) {
  return static_cast<std::uint64_t>(Wide{left} * right % modulus);
}

std::uint64_t power_of_ten(std::int64_t exponent, std::uint64_t modulus) {
  std::uint64_t result = 1 % modulus;
  for (std::uint64_t base = 10 % modulus; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = times(result, base, modulus);
    base = times(base, base, modulus);
  }
  return result;
}

}  // namespace

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
  const Decimal a = parse_decimal(left);
  const Decimal b = parse_decimal(right);
  if (sign(a) != sign(b)) return sign(a) < sign(b) ? -1 : 1;
  if (sign(a) == 0) return 0;
  return sign(a) * compare_magnitudes(a, b);
}

bool is_integer_number(std::string_view text) {
  return is_written_as_integer(text) || parse_decimal(text).exponent >= 0;
}

bool is_written_as_integer(std::string_view text) {
  return text.find_first_of(".eE") == text.npos;
}

bool is_divisor(std::string_view text) {
  const Decimal number = parse_decimal(text);
  return sign(number) > 0 && number.digits.size() <= kDivisorDigits;
}

bool is_multiple(std::string_view value, std::string_view divisor) {
  if (const auto a = small_integer(value)) {
    if (const auto b = small_integer(divisor)) return *a % *b == 0;
  }
  const Decimal number = parse_decimal(value);
  const Decimal by = parse_decimal(divisor);
  if (number.digits.empty()) return true;
  // Neither ends in a 0, so a finer number than its divisor cannot be a multiple of it.
  if (number.exponent < by.exponent) return false;
  const std::uint64_t modulus = std::stoull(by.digits);
  std::uint64_t rest = 0;
  for (const char digit : number.digits) {
    rest = static_cast<std::uint64_t>((Wide{rest} * 10 + static_cast<unsigned>(digit - '0')) % modulus);
  }
  return times(rest, power_of_ten(number.exponent - by.exponent, modulus), modulus) == 0;
}

std::uint64_t hash_number(std::string_view text) {
  const Decimal number = parse_decimal(text);
  return std::hash<std::string>{}(number.digits) * 31 + std::hash<std::int64_t>{}(number.exponent) * 2 +
         (number.negative ? 1 : 0);
}

}  // namespace avouch
