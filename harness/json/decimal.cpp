// SPDX-License-Identifier: MIT
#include "json/decimal.h"

#include <algorithm>
#include <utility>

namespace avouch {
namespace {

// A whole number as decimal digits, most significant first, without leading zeros; empty for 0. Nearly all
// numbers of documents fit into a string without an allocation.
using Whole = std::string;

Whole without_leading_zeros(Whole digits) {
  return digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
}

int compare_whole(const Whole& left, const Whole& right) {
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  return left.compare(right);
}

Whole sum(const Whole& left, const Whole& right) {
  const Whole& longer = left.size() < right.size() ? right : left;
  const Whole& shorter = left.size() < right.size() ? left : right;
  Whole total = "0" + longer;
  int carry = 0;
  for (std::size_t i = 0; i < longer.size(); ++i) {
    char& digit = total[total.size() - 1 - i];
    const int added =
        (digit - '0') + (i < shorter.size() ? shorter[shorter.size() - 1 - i] - '0' : 0) + carry;
    digit = static_cast<char>('0' + added % 10);
    carry = added / 10;
  }
  total.front() = static_cast<char>('0' + carry);
  return without_leading_zeros(std::move(total));
}

// Precondition: right <= left.
Whole difference(Whole left, const Whole& right) {
  int borrow = 0;
  for (std::size_t i = 0; i < left.size() && (i < right.size() || borrow != 0); ++i) {
    char& digit = left[left.size() - 1 - i];
    int rest = (digit - '0') - (i < right.size() ? right[right.size() - 1 - i] - '0' : 0) - borrow;
    borrow = rest < 0 ? 1 : 0;
    if (rest < 0) rest += 10;
    digit = static_cast<char>('0' + rest);
  }
  return without_leading_zeros(std::move(left));
}

Whole product(const Whole& left, const Whole& right) {
  Whole total(left.size() + right.size(), '0');
  for (std::size_t i = 0; i < left.size(); ++i) {
    int carry = 0;
    for (std::size_t j = 0; j <= right.size(); ++j) {
      char& digit = total[total.size() - 1 - i - j];
      const int factor = j < right.size() ? right[right.size() - 1 - j] - '0' : 0;
      const int made = (digit - '0') + (left[left.size() - 1 - i] - '0') * factor + carry;
      digit = static_cast<char>('0' + made % 10);
      carry = made / 10;
    }
  }
  return without_leading_zeros(std::move(total));
}

struct Quotient {
  Whole whole;
  Whole rest;
};

// Schoolbook long division. Precondition: by is not 0.
Quotient divided(const Whole& number, const Whole& by) {
  Quotient quotient;
  for (const char digit : number) {
    quotient.rest += digit;
    quotient.rest = without_leading_zeros(std::move(quotient.rest));
    char times = '0';
    for (; compare_whole(quotient.rest, by) >= 0; ++times)
      quotient.rest = difference(std::move(quotient.rest), by);
    quotient.whole += times;
  }
  quotient.whole = without_leading_zeros(std::move(quotient.whole));
  return quotient;
}

// Strips zeros from both ends; nullopt if the result is too long.
std::optional<Decimal> shortened(bool is_negative, Whole digits, std::int64_t exponent) {
  digits = without_leading_zeros(std::move(digits));
  const std::size_t last = digits.find_last_not_of('0');
  if (last == digits.npos) return Decimal();
  exponent += static_cast<std::int64_t>(digits.size() - last - 1);
  digits.erase(last + 1);
  constexpr auto kMost = static_cast<std::int64_t>(Decimal::kMostDigits);
  if (digits.size() > Decimal::kMostDigits || exponent < -kMost ||
      exponent + static_cast<std::int64_t>(digits.size()) > kMost)
    return std::nullopt;
  return Decimal{is_negative, std::move(digits), exponent};
}

bool is_far(const Decimal& number) {
  return !number.far_exponent.empty();
}

// Two numbers as whole numbers with a common exponent.
struct Aligned {
  Whole left;
  Whole right;
  std::int64_t exponent = 0;
};

std::optional<Aligned> align(const Decimal& left, const Decimal& right) {
  if (is_far(left) || is_far(right)) return std::nullopt;
  const std::int64_t exponent = is_zero(left)    ? right.exponent
                                : is_zero(right) ? left.exponent
                                                 : std::min(left.exponent, right.exponent);
  const auto scaled = [&](const Decimal& number) -> std::optional<Whole> {
    if (is_zero(number)) return Whole();
    const std::int64_t zeros = number.exponent - exponent;
    if (zeros > static_cast<std::int64_t>(2 * Decimal::kMostDigits)) return std::nullopt;
    return number.digits + std::string(static_cast<std::size_t>(zeros), '0');
  };
  std::optional<Whole> one = scaled(left);
  std::optional<Whole> other = scaled(right);
  if (!one || !other) return std::nullopt;
  return Aligned{*std::move(one), *std::move(other), exponent};
}

std::optional<Decimal> multiple(const Decimal& number, const Decimal& step, bool is_above) {
  const std::optional<Aligned> both = align(number, step);
  if (!both) return std::nullopt;
  const Whole rest = divided(both->left, both->right).rest;
  Whole digits = difference(both->left, rest);  // rounds towards 0
  if (!rest.empty() && is_above != number.is_negative) digits = sum(digits, both->right);
  return shortened(number.is_negative, std::move(digits), both->exponent);
}

// An exponent of any length.
struct Exponent {
  bool is_negative = false;
  Whole size = {};
};

Exponent exponent_of(std::int64_t value) {
  return {value < 0, value == 0 ? Whole() : std::to_string(value < 0 ? -value : value)};
}

Exponent exponent_of(const Decimal& number) {
  if (!is_far(number)) return exponent_of(number.exponent);
  return {number.exponent < 0, number.far_exponent};
}

Exponent sum(const Exponent& left, const Exponent& right) {
  if (left.is_negative == right.is_negative) return {left.is_negative, sum(left.size, right.size)};
  const int order = compare_whole(left.size, right.size);
  if (order == 0) return {};
  return order > 0 ? Exponent{left.is_negative, difference(left.size, right.size)}
                   : Exponent{right.is_negative, difference(right.size, left.size)};
}

int compare(const Exponent& left, const Exponent& right) {
  if (left.is_negative != right.is_negative) return left.is_negative ? -1 : 1;
  const int order = compare_whole(left.size, right.size);
  return left.is_negative ? -order : order;
}

Exponent read_exponent(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  return {is_negative && !text.empty(), Whole(text)};
}

// Numbers of so many digits are below Decimal::kFarExponent.
constexpr std::size_t kNearDigits = 18;

void set_exponent(Decimal& number, const Exponent& exponent) {
  number.exponent = exponent.size.empty()                ? 0
                    : exponent.size.size() > kNearDigits ? Decimal::kFarExponent
                                                         : std::stoll(exponent.size);
  if (exponent.is_negative) number.exponent = -number.exponent;
  number.far_exponent = exponent.size.size() > kNearDigits ? exponent.size : "";
}

// Compares the places of the first digits.
int compare_tops(const Decimal& left, const Decimal& right) {
  const auto size = [](const Decimal& number) { return static_cast<std::int64_t>(number.digits.size()); };
  if (is_far(left) || is_far(right)) {
    return compare(sum(exponent_of(left), exponent_of(size(left))),
                   sum(exponent_of(right), exponent_of(size(right))));
  }
  const std::int64_t left_top = left.exponent + size(left);
  const std::int64_t right_top = right.exponent + size(right);
  return left_top < right_top ? -1 : left_top > right_top ? 1 : 0;
}

__extension__ using Wide = unsigned __int128;

std::uint64_t product(std::uint64_t left, std::uint64_t right, std::uint64_t modulus) {
  return static_cast<std::uint64_t>(Wide{left} * right % modulus);
}

}  // namespace

Decimal Decimal::of(std::int64_t digits, std::int64_t exponent) {
  Decimal number = read(std::to_string(digits));
  if (!is_zero(number)) number.exponent += exponent;
  return number;
}

Decimal Decimal::read(std::string_view text) {
  Decimal number;
  if (text[0] == '-') {
    number.is_negative = true;
    text.remove_prefix(1);
  }
  Exponent written;
  if (const std::size_t e = text.find_first_of("eE"); e != text.npos) {
    written = read_exponent(text.substr(e + 1));
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
  if (!written.size.empty()) set_exponent(number, sum(written, exponent_of(number.exponent)));
  return number;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  Decimal number = read(text);
  return shortened(number.is_negative, std::move(number.digits), number.exponent);
}

std::string to_text(const Decimal& number) {
  constexpr std::int64_t kPlain = 24;
  if (is_zero(number)) return "0";
  const auto size = static_cast<std::int64_t>(number.digits.size());
  const std::string sign = number.is_negative ? "-" : "";
  if (number.exponent > kPlain || number.exponent + size < -kPlain)
    return sign + number.digits + "e" + exponent_text(number);
  if (number.exponent >= 0)
    return sign + number.digits + std::string(static_cast<std::size_t>(number.exponent), '0');
  std::string text = number.digits;
  const auto places = static_cast<std::size_t>(-number.exponent);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  return sign + text.insert(text.size() - places, ".");
}

std::string exponent_text(const Decimal& number) {
  if (!is_far(number)) return std::to_string(number.exponent);
  return (number.exponent < 0 ? "-" : "") + number.far_exponent;
}

std::optional<std::uint64_t> power_between(const Decimal& left, const Decimal& right, std::uint64_t modulus) {
  Exponent down = exponent_of(right);
  down.is_negative = !down.is_negative && !down.size.empty();
  const Exponent power = sum(exponent_of(left), down);
  if (power.is_negative) return std::nullopt;
  std::uint64_t rest = 1 % modulus;
  for (const char digit : power.size) {
    const std::uint64_t squared = product(rest, rest, modulus);
    const std::uint64_t fifth = product(product(squared, squared, modulus), rest, modulus);
    rest = product(fifth, fifth, modulus);
    for (char i = '0'; i < digit; ++i) rest = product(rest, 10, modulus);
  }
  return rest;
}

int compare(const Decimal& left, const Decimal& right) {
  const auto sign = [](const Decimal& number) { return is_zero(number) ? 0 : number.is_negative ? -1 : 1; };
  if (sign(left) != sign(right)) return sign(left) < sign(right) ? -1 : 1;
  if (is_zero(left)) return 0;
  if (const int order = compare_tops(left, right); order != 0) return left.is_negative ? -order : order;
  // Neither has trailing zeros, so of two numbers with the same prefix the longer one is larger.
  return sign(left) * left.digits.compare(right.digits);
}

std::optional<Decimal> plus(const Decimal& left, const Decimal& right) {
  const std::optional<Aligned> both = align(left, right);
  if (!both) return std::nullopt;
  if (left.is_negative == right.is_negative)
    return shortened(left.is_negative, sum(both->left, both->right), both->exponent);
  const bool is_left_larger = compare_whole(both->left, both->right) >= 0;
  return is_left_larger ? shortened(left.is_negative, difference(both->left, both->right), both->exponent)
                        : shortened(right.is_negative, difference(both->right, both->left), both->exponent);
}

Decimal negated(Decimal number) {
  number.is_negative = !number.is_negative && !is_zero(number);
  return number;
}

std::optional<Decimal> minus(const Decimal& left, const Decimal& right) {
  return plus(left, negated(right));
}

std::optional<Decimal> times(const Decimal& left, const Decimal& right) {
  if (is_far(left) || is_far(right)) return std::nullopt;
  return shortened(left.is_negative != right.is_negative, product(left.digits, right.digits),
                   left.exponent + right.exponent);
}

std::optional<Decimal> half(const Decimal& number) {
  return times(number, Decimal::of(5, -1));
}

std::optional<Decimal> multiple_below(const Decimal& number, const Decimal& step) {
  return multiple(number, step, false);
}

std::optional<Decimal> multiple_above(const Decimal& number, const Decimal& step) {
  return multiple(number, step, true);
}

std::optional<Decimal> common_multiple(const Decimal& left, const Decimal& right) {
  constexpr std::size_t kLongest = 200;  // Euclid's algorithm needs about five divisions per digit
  const std::optional<Aligned> both = align(left, right);
  if (!both || both->left.size() > kLongest || both->right.size() > kLongest) return std::nullopt;
  Whole common = both->left;
  for (Whole other = both->right; !other.empty();) common = std::exchange(other, divided(common, other).rest);
  return shortened(false, product(divided(both->left, common).whole, both->right), both->exponent);
}

}  // namespace avouch
