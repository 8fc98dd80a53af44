// SPDX-License-Identifier: MIT
#include "generate/text/format_series.h"

#include <array>

namespace avouch {
namespace {

constexpr std::size_t kDays = 28;  // the days that every month has
constexpr std::size_t kMonths = 12;
constexpr std::size_t kYears = 8'000;

std::string padded(std::size_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

std::string in_base(std::size_t number, std::string_view digits, std::size_t width) {
  std::string text(width, digits.front());
  for (std::size_t at = width; at > 0 && number > 0; number /= digits.size())
    text[--at] = digits[number % digits.size()];
  return text;
}

std::string date(std::size_t number) {
  const std::size_t year = 2000 + number / (kDays * kMonths);
  return padded(year, 4) + "-" + padded(1 + number / kDays % kMonths, 2) + "-" +
         padded(1 + number % kDays, 2);
}

std::string time(std::size_t number) {
  return padded(number / 3600 % 24, 2) + ":" + padded(number / 60 % 60, 2) + ":" + padded(number % 60, 2) +
         "Z";
}

// RFC 2822 §3.3: the days of January 2024, which begins on a Monday; then without the day of the week.
std::string mail_date(std::size_t number) {
  constexpr std::array kWeek = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::size_t kJanuary = 31;
  if (number < kJanuary)
    return std::string(kWeek[number % kWeek.size()]) + ", " + std::to_string(number + 1) +
           " Jan 2024 12:00:00 +0000";
  return std::to_string(1 + number % kDays) + " Feb " + std::to_string(2000 + number / kDays) +
         " 12:00:00 +0000";
}

}  // namespace

std::string numbered_format_text(std::string_view format, std::size_t number) {
  constexpr std::string_view kHexadecimal = "0123456789abcdef";
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string digits = std::to_string(number + 1);
  const bool is_dated = number < kYears * kDays * kMonths;
  if (format == "date") return is_dated ? date(number) : "";
  if (format == "date-time") return is_dated ? date(number) + "T" + time(number * 61) : "";
  if (format == "time") return number < 24 * 3600 ? time(number * 61 % (24 * 3600)) : "";
  if (format == "date-time-rfc-2822") return mail_date(number);
  if (format == "duration") return "P" + digits + "D";
  if (format == "email" || format == "idn-email") return "person" + digits + "@example.com";
  if (format == "hostname" || format == "idn-hostname" || format == "hostname-rfc-1123")
    return "host" + digits + ".example.com";
  if (format == "ipv4") {
    return "10." + std::to_string(number / 62'500 % 250) + "." + std::to_string(number / 250 % 250) + "." +
           std::to_string(1 + number % 250);
  }
  if (format == "ipv6") return "2001:db8::" + in_base(number + 1, kHexadecimal, 4);
  if (format == "uuid") {
    return in_base(number + 1, kHexadecimal, 8) + "-5b7d-4e90-a1c2-" + in_base(number + 1, kHexadecimal, 12);
  }
  if (format == "uri" || format == "iri") return "https://example.com/" + digits;
  if (format == "uri-reference" || format == "iri-reference" || format == "uri-template" ||
      format == "json-pointer")
    return "/" + digits;
  if (format == "relative-json-pointer") return digits;
  if (format == "regex") return "^a{" + digits + "}$";
  if (format == "int64") return digits;
  if (format == "byte") return in_base(number, kBase64, 4);
  return "";
}

}  // namespace avouch
