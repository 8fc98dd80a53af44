// SPDX-License-Identifier: MIT
#include "contract/document/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include "json/number.h"

namespace avouch {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::string_view take_digits(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, end);
  text.remove_prefix(end);
  return digits;
}

std::string without_leading_zeros(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == digits.npos ? "0" : std::string(digits.substr(first));
}

// A number in base 8 or 16. Quadratic in the number of digits.
std::optional<std::string> based(std::string_view digits, unsigned base) {
  constexpr std::size_t kMostDigits = 4'000;
  constexpr std::uint64_t kLimb = 1'000'000'000;
  if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
  std::vector<std::uint64_t> limbs = {0};  // least significant first
  for (const char c : digits) {
    unsigned digit = 0;
    const auto [end, error] = std::from_chars(&c, &c + 1, digit, static_cast<int>(base));
    if (error != std::errc() || end != &c + 1) return std::nullopt;
    std::uint64_t carry = digit;
    for (std::uint64_t& limb : limbs) {
      limb = limb * base + carry;
      carry = limb / kLimb;
      limb %= kLimb;
    }
    if (carry != 0) limbs.push_back(carry);
  }
  std::string text = std::to_string(limbs.back());
  for (auto limb = limbs.rbegin() + 1; limb != limbs.rend(); ++limb)
    text += std::to_string(kLimb + *limb).substr(1);
  return text;
}

}  // namespace

std::optional<std::string> yaml_number(std::string_view text) {
  if (is_json_number(text)) return std::string(text);
  if (text.starts_with("0o")) return based(text.substr(2), 8);
  if (text.starts_with("0x")) return based(text.substr(2), 16);
  std::string exact;
  if (text.starts_with('-')) exact = "-";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view whole = take_digits(text);
  exact += without_leading_zeros(whole);
  if (text.empty()) return whole.empty() ? std::nullopt : std::optional(exact);
  std::string_view fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits(text);
    if (!fraction.empty()) exact += "." + std::string(fraction);
  }
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    exact += text.front();
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) {
      exact += text.front();
      text.remove_prefix(1);
    }
    const std::string_view exponent = take_digits(text);
    if (exponent.empty()) return std::nullopt;
    exact += exponent;
  }
  if (!text.empty()) return std::nullopt;
  return exact;
}

std::optional<bool> yaml_boolean(std::string_view text) {
  constexpr std::array<std::string_view, 3> kTrue = {"true", "True", "TRUE"};
  constexpr std::array<std::string_view, 3> kFalse = {"false", "False", "FALSE"};
  if (is_one_of(text, kTrue)) return true;
  if (is_one_of(text, kFalse)) return false;
  return std::nullopt;
}

bool is_yaml_null(std::string_view text) {
  constexpr std::array<std::string_view, 5> kNull = {"", "~", "null", "Null", "NULL"};
  return is_one_of(text, kNull);
}

bool is_yaml_infinity_or_nan(std::string_view text) {
  constexpr std::array<std::string_view, 3> kNan = {".nan", ".NaN", ".NAN"};
  constexpr std::array<std::string_view, 3> kInfinity = {".inf", ".Inf", ".INF"};
  if (is_one_of(text, kNan)) return true;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return is_one_of(text, kInfinity);
}

}  // namespace avouch
