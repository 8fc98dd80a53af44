// SPDX-License-Identifier: MIT
#include "contract/document/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace avouch {
namespace {

using nlohmann::json;

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

// Infinity has no place in JSON; the text keeps what was written.
double as_double(const std::string& text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc::result_out_of_range) return value;
  const bool tiny = text.find("e-") != text.npos;
  const double size = tiny ? 0.0 : std::numeric_limits<double>::max();
  return text.front() == '-' ? -size : size;
}

std::optional<YamlNumber> based(std::string_view digits, int base) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (digits.empty() || problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return YamlNumber{value, {}};
}

// As the JSON parser does it: unsigned, where no sign says otherwise.
YamlNumber integer(const std::string& text) {
  const char* const end = text.data() + text.size();
  std::uint64_t natural = 0;
  std::int64_t negative = 0;
  const bool has_sign = text.front() == '-';
  if (!has_sign && std::from_chars(text.data(), end, natural).ec == std::errc()) return {natural, {}};
  if (has_sign && std::from_chars(text.data(), end, negative).ec == std::errc()) return {negative, {}};
  return {as_double(text), text};
}

}  // namespace

std::optional<YamlNumber> yaml_number(std::string_view text) {
  if (text.starts_with("0o")) return based(text.substr(2), 8);
  if (text.starts_with("0x")) return based(text.substr(2), 16);
  std::string exact;
  if (text.starts_with('-')) exact = "-";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view whole = take_digits(text);
  exact += without_leading_zeros(whole);
  if (text.empty()) return whole.empty() ? std::nullopt : std::optional(integer(exact));
  std::string_view fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits(text);
    if (!fraction.empty()) exact += "." + std::string(fraction);
  }
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    exact += 'e';
    if (text.starts_with('-')) exact += '-';
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    const std::string_view exponent = take_digits(text);
    if (exponent.empty()) return std::nullopt;
    exact += exponent;
  }
  if (!text.empty()) return std::nullopt;
  return YamlNumber{as_double(exact), exact};
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
