// SPDX-License-Identifier: MIT
#include "http/syntax.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/text.h"

namespace avouch::http {
namespace {

constexpr std::string_view kBase64Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool is_token_byte(char byte) {
  if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9'))
    return true;
  return byte != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(byte) != std::string_view::npos;
}

// The values of base64 digits; -1 for other characters.
constexpr std::array<std::int8_t, 256> base64_digits() {
  std::array<std::int8_t, 256> digits{};
  digits.fill(-1);
  for (std::size_t i = 0; i < kBase64Alphabet.size(); ++i) {
    digits[static_cast<unsigned char>(kBase64Alphabet[i])] = static_cast<std::int8_t>(i);
  }
  return digits;
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_byte);
}

std::size_t token_length(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_token_byte) - text.begin());
}

std::optional<std::vector<std::string>> parse_token_list(std::string_view value) {
  std::vector<std::string> tokens;
  for (const std::string_view part : split(value, ',')) {
    const std::string_view element = trim_ows(part);
    if (element.empty()) continue;
    if (!is_token(element)) return std::nullopt;
    tokens.emplace_back(element);
  }
  return tokens;
}

std::optional<std::string> first_bad_token(std::string_view value) {
  for (const std::string_view part : split(value, ',')) {
    const std::string_view element = trim_ows(part);
    if (!element.empty() && !is_token(element)) return std::string(element);
  }
  return std::nullopt;
}

bool is_field_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return (code < 0x20 && code != '\t') || code == 0x7F;
  });
}

bool is_safe_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE" || method == "QUERY";
}

std::string basic_authorization(std::string_view user, std::string_view password) {
  std::string pair(user);
  pair += ':';
  pair += password;
  return "Basic " + base64(pair);
}

std::string base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8U | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += j <= count ? kBase64Alphabet[group >> (18U - 6U * j) & 0x3FU] : '=';
    }
  }
  return text;
}

std::optional<std::string> unbase64(std::string_view text) {
  static constexpr std::array<std::int8_t, 256> kDigits = base64_digits();
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;

  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char digit : text.substr(0, text.size() - padding)) {
    const std::int8_t value = kDigits[static_cast<unsigned char>(digit)];
    if (value < 0) return std::nullopt;
    bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xFFFFU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xFFU);
  }
  // RFC 4648 §3.5: the unused bits before padding must be zero.
  if ((bits & ((1U << held) - 1U)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace avouch::http
