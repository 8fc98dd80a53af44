// SPDX-License-Identifier: MIT
#include "decimal.h"

#include <algorithm>

namespace avouch::differential {
namespace {

// digits × 10^exponent.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  long exponent = 0;
};

Decimal parse(std::string text) {
  Decimal number;
  if (text[0] == '-') {
    number.is_negative = true;
    text.erase(0, 1);
  }
  if (const std::size_t e = text.find_first_of("eE"); e != text.npos) {
    number.exponent = std::stol(text.substr(e + 1));
    text.erase(e);
  }
  if (const std::size_t dot = text.find('.'); dot != text.npos) {
    number.exponent -= static_cast<long>(text.size() - dot - 1);
    text.erase(dot, 1);
  }
  number.digits = text;
  return number;
}

void trim(Decimal& number) {
  const std::size_t first = std::min(number.digits.find_first_not_of('0'), number.digits.size() - 1);
  number.digits.erase(0, first);
  if (number.digits == "0") number = {false, "0", 0};
}

std::string write(Decimal number) {
  constexpr long kMostZeros = 30;
  trim(number);
  std::string text = number.digits;
  const auto size = static_cast<long>(text.size());
  if (number.exponent > kMostZeros || number.exponent < -kMostZeros - size) {
    text += "e" + std::to_string(number.exponent);
  } else if (number.exponent >= 0) {
    text += std::string(static_cast<std::size_t>(number.exponent), '0');
  } else {
    if (size <= -number.exponent) text.insert(0, static_cast<std::size_t>(1 - number.exponent - size), '0');
    text.insert(text.size() - static_cast<std::size_t>(-number.exponent), ".");
  }
  return (number.is_negative ? "-" : "") + text;
}

// One up, of digits alone.
std::string next(std::string digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return digits;
    }
    digits[i] = '0';
  }
  return "1" + digits;
}

// One down. Precondition: they are not all zeros.
std::string previous(std::string digits) {
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] != '0') {
      --digits[i];
      return digits;
    }
    digits[i] = '9';
  }
  return digits;
}

Decimal moved(Decimal number, int by) {
  for (; by > 0; --by) {
    const bool is_zero = number.digits.find_first_not_of('0') == std::string::npos;
    if (is_zero) number.is_negative = false;
    number.digits = number.is_negative ? previous(number.digits) : next(number.digits);
  }
  for (; by < 0; ++by) {
    const bool is_zero = number.digits.find_first_not_of('0') == std::string::npos;
    if (is_zero) number.is_negative = true;
    number.digits = number.is_negative ? next(number.digits) : previous(number.digits);
  }
  return number;
}

}  // namespace

std::string stepped(const std::string& number, int by) {
  return write(moved(parse(number), by));
}

std::string refined(const std::string& number, int by) {
  Decimal finer = parse(number);
  finer.digits += '0';
  --finer.exponent;
  return write(moved(finer, by));
}

std::string times(const std::string& number, unsigned factor) {
  Decimal product = parse(number);
  unsigned carry = 0;
  for (std::size_t i = product.digits.size(); i-- > 0;) {
    carry += static_cast<unsigned>(product.digits[i] - '0') * factor;
    product.digits[i] = static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  if (carry > 0) product.digits.insert(0, std::to_string(carry));
  return write(product);
}

std::string respelled(const std::string& number, Random& random) {
  Decimal same = parse(number);
  trim(same);
  const std::string sign = same.is_negative ? "-" : "";
  switch (random.below(4)) {
    case 0:  // a zero more
      same.digits += '0';
      --same.exponent;
      return write(same);
    case 1:
      return sign + same.digits + "e" + std::to_string(same.exponent);
    case 2:
      same.exponent += static_cast<long>(same.digits.size());
      return sign + "0." + same.digits + (same.exponent < 0 ? "E" : "E+") + std::to_string(same.exponent);
    default:
      return write(same);
  }
}

}  // namespace avouch::differential
