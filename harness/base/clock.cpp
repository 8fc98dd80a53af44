// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <algorithm>
#include <cstdint>

namespace avouch {
namespace {

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

std::string utc_timestamp(std::chrono::system_clock::time_point time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
  return padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<unsigned>(date.month()), 2) +
         "-" + padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(clock.hours().count(), 2) + ":" +
         padded(clock.minutes().count(), 2) + ":" + padded(clock.seconds().count(), 2);
}

std::string seconds(std::chrono::microseconds time) {
  const std::int64_t micros = std::max<std::int64_t>(time.count(), 0);
  return std::to_string(micros / 1'000'000) + "." + padded(micros % 1'000'000, 6);
}

std::string latency_text(std::chrono::microseconds time) {
  const std::int64_t micros = std::max<std::int64_t>(time.count(), 0);
  if (micros >= 10'000) return duration_text(time);
  return std::to_string(micros / 1000) + "." + padded(micros / 10 % 100, 2) + " ms";
}

std::string duration_text(std::chrono::microseconds time) {
  const std::int64_t millis = std::max<std::int64_t>(time.count(), 0) / 1000;
  if (millis < 1000) return std::to_string(millis) + " ms";
  if (millis < 60'000) return std::to_string(millis / 1000) + "." + std::to_string(millis / 100 % 10) + " s";
  return std::to_string(millis / 60'000) + " min " + std::to_string(millis / 1000 % 60) + " s";
}

}  // namespace avouch
