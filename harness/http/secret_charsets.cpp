// SPDX-License-Identifier: MIT
#include "http/secret_charsets.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "base/utf8.h"

namespace avouch::http {
namespace {

constexpr std::size_t kShortestRun = 8;    // bytes; shorter ones may be words
constexpr std::size_t kLeastReadable = 4;  // bytes of ASCII; "????" would be found everywhere

// Windows-1252 from 0x80 to 0x9F (Encoding standard §9); where it has no letter, the control of ISO-8859-1.
constexpr std::array<char32_t, 32> kWindows = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                               0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                               0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

char32_t windows_point(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80U] : byte;
}

char32_t latin_point(unsigned char byte) {
  return byte;
}

std::string utf8_of_bytes(std::string_view bytes, char32_t (*point_of)(unsigned char)) {
  std::string text;
  for (const char c : bytes) append_utf8(point_of(static_cast<unsigned char>(c)), text);
  return text;
}

// The code points of UTF-8. Precondition: it is valid.
std::u32string points_of(std::string_view text) {
  std::u32string points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      points += byte;
    } else if (byte >= 0xC0) {
      points += byte & (byte < 0xE0 ? 0x1FU : byte < 0xF0 ? 0x0FU : 0x07U);
    } else {
      points.back() = (points.back() << 6U) | (byte & 0x3FU);
    }
  }
  return points;
}

// "?" in place of what the charset lacks.
std::string bytes_of_points(const std::u32string& points, char32_t (*point_of)(unsigned char)) {
  std::string bytes;
  for (const char32_t point : points) {
    unsigned char byte = '?';
    for (unsigned candidate = 0; candidate < 0x100; ++candidate) {
      if (point_of(static_cast<unsigned char>(candidate)) == point)
        byte = static_cast<unsigned char>(candidate);
    }
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

// `each_byte`: once for each byte of a letter, else once for each letter.
std::string with_replaced(std::string_view text, std::string_view replacement, bool each_byte) {
  std::string replaced;
  for (const char c : text) {
    if (is_ascii(c)) {
      replaced += c;
    } else if (each_byte || !is_continuation(c)) {
      replaced += replacement;
    }
  }
  return replaced;
}

}  // namespace

std::vector<std::string> misread_forms(std::string_view secret) {
  if (std::all_of(secret.begin(), secret.end(), is_ascii)) return {};
  std::vector<std::string> forms = {utf8_of_bytes(secret, latin_point), utf8_of_bytes(secret, windows_point)};
  const bool is_utf8 = !first_invalid_utf8(secret);
  const auto readable = static_cast<std::size_t>(std::count_if(secret.begin(), secret.end(), is_ascii));
  if (is_utf8) {
    const std::u32string points = points_of(secret);
    const auto is_latin = [](char32_t point) { return point < 0x100; };
    if (readable >= kLeastReadable || std::all_of(points.begin(), points.end(), is_latin)) {
      forms.push_back(bytes_of_points(points, latin_point));
      forms.push_back(bytes_of_points(points, windows_point));
    }
  }
  if (readable < kLeastReadable) return forms;
  for (const char* replacement : {"?", "\xEF\xBF\xBD", ""}) {
    if (is_utf8) forms.push_back(with_replaced(secret, replacement, false));
    forms.push_back(with_replaced(secret, replacement, true));
  }
  return forms;
}

std::vector<std::string> ascii_runs(std::string_view secret) {
  std::vector<std::string> runs;
  const auto is_other = [](char c) { return !is_ascii(c); };
  if (std::none_of(secret.begin(), secret.end(), is_other)) return runs;
  for (auto begin = secret.begin(); begin != secret.end();) {
    const auto end = std::find_if(begin, secret.end(), is_other);
    const std::string_view run = trim_ows(std::string_view(begin, end));
    if (run.size() >= kShortestRun) runs.emplace_back(run);
    begin = std::find_if(end, secret.end(), is_ascii);
  }
  return runs;
}

}  // namespace avouch::http
