// SPDX-License-Identifier: MIT
// Dates and times: RFC 3339, RFC 2822.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "judge/format/parts.h"

namespace avouch {
namespace {

// Reads a text from its start. Every function returns whether it succeeded.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool take(char c) {
    if (text_.empty() || text_[0] != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool take_any(std::string_view characters) {
    if (text_.empty() || characters.find(text_[0]) == characters.npos) return false;
    text_.remove_prefix(1);
    return true;
  }
  // Between `least` and `most` ASCII digits.
  bool take_digits(std::size_t least, std::size_t most, int& value) {
    std::size_t count = 0;
    value = 0;
    while (count < most && count < text_.size() && text_[count] >= '0' && text_[count] <= '9') {
      if (count < 9) value = value * 10 + (text_[count] - '0');
      ++count;
    }
    text_.remove_prefix(count);
    return count >= least;
  }
  std::string_view take_letters() {
    std::size_t count = 0;
    while (count < text_.size() && ((text_[count] | 0x20) >= 'a' && (text_[count] | 0x20) <= 'z')) ++count;
    const std::string_view letters = text_.substr(0, count);
    text_.remove_prefix(count);
    return letters;
  }
  bool take_blanks() {
    const std::size_t before = text_.size();
    while (take_any(" \t\r\n")) {
    }
    return text_.size() < before;
  }
  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

int days_of(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && is_leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

Fault check_day(int year, int month, int day) {
  if (month < 1 || month > 12) return "invalid month " + std::to_string(month);
  if (day < 1 || day > days_of(year, month)) return "the month has no day " + std::to_string(day);
  return std::nullopt;
}

Fault read_date(Reader& reader) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!reader.take_digits(4, 4, year) || !reader.take('-') || !reader.take_digits(2, 2, month) ||
      !reader.take('-') || !reader.take_digits(2, 2, day)) {
    return "it is not written YYYY-MM-DD";
  }
  return check_day(year, month, day);
}

// Minutes east of UTC.
Fault read_offset(Reader& reader, int& offset) {
  offset = 0;
  if (reader.take_any("Zz")) return std::nullopt;
  const bool is_west = reader.take('-');
  int hours = 0;
  int minutes = 0;
  if ((!is_west && !reader.take('+')) || !reader.take_digits(2, 2, hours) || !reader.take(':') ||
      !reader.take_digits(2, 2, minutes)) {
    return "it does not end in Z or an offset such as +01:00";
  }
  if (hours > 23 || minutes > 59) return "the offset does not exist";
  offset = (hours * 60 + minutes) * (is_west ? -1 : 1);
  return std::nullopt;
}

Fault read_time(Reader& reader) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int fraction = 0;
  if (!reader.take_digits(2, 2, hour) || !reader.take(':') || !reader.take_digits(2, 2, minute) ||
      !reader.take(':') || !reader.take_digits(2, 2, second)) {
    return "it is not written HH:MM:SS";
  }
  if (hour > 23 || minute > 59 || second > 60) return "the time of day does not exist";
  if (reader.take('.') && !reader.take_digits(1, std::string_view::npos, fraction))
    return "a digit is missing after the point";
  int offset = 0;
  if (Fault fault = read_offset(reader, offset)) return fault;
  // RFC 3339 §5.7: a leap second occurs only at the end of a UTC day.
  const int minute_of_day = ((hour * 60 + minute - offset) % 1440 + 1440) % 1440;
  if (second == 60 && minute_of_day != 23 * 60 + 59) return "a leap second falls on 23:59 UTC";
  return std::nullopt;
}

Fault check_end(const Reader& reader) {
  if (reader.at_end()) return std::nullopt;
  return "something follows it";
}

// Reads one or more of the units in their order, each after digits. Units are removed from the front of
// `units`.
bool read_units(Reader& reader, std::string_view units, bool must_be_adjacent) {
  bool is_first = true;
  bool took = false;
  int value = 0;
  for (;;) {
    Reader ahead = reader;
    if (!ahead.take_digits(1, std::string_view::npos, value) || ahead.at_end()) return took;
    const std::size_t unit = units.find(ahead.rest()[0]);
    if (unit == units.npos || (must_be_adjacent && !is_first && unit != 0)) return took;
    ahead.take(ahead.rest()[0]);
    units.remove_prefix(unit + 1);
    reader = ahead;
    took = true;
    is_first = false;
  }
}

}  // namespace

Fault check_date(std::string_view text) {
  Reader reader(text);
  if (Fault fault = read_date(reader)) return fault;
  return check_end(reader);
}

Fault check_time(std::string_view text) {
  Reader reader(text);
  if (Fault fault = read_time(reader)) return fault;
  return check_end(reader);
}

Fault check_date_time(std::string_view text) {
  Reader reader(text);
  if (Fault fault = read_date(reader)) return fault;
  if (!reader.take_any("Tt")) return "the T between date and time is missing";
  if (Fault fault = read_time(reader)) return fault;
  return check_end(reader);
}

// RFC 3339 appendix A: "P", then either weeks, or days and times. Their units must follow one another without
// a gap.
Fault check_duration(std::string_view text) {
  constexpr std::string_view kWrong = "it is not written as P1Y2M3DT4H5M6S, or P7W";
  Reader reader(text);
  if (!reader.take('P')) return std::string(kWrong);
  Reader weeks = reader;
  if (read_units(weeks, "W", true)) {
    if (weeks.at_end()) return std::nullopt;
    return std::string(kWrong);
  }
  const bool has_days = read_units(reader, "YMD", true);
  if (!reader.take('T')) return has_days && reader.at_end() ? Fault() : std::string(kWrong);
  if (!read_units(reader, "HMS", true) || !reader.at_end()) return std::string(kWrong);
  return std::nullopt;
}

// RFC 2822 §3.3, without comments and obsolete forms: "Tue, 14 Nov 2023 22:13:20 +0000".
Fault check_rfc_2822_date(std::string_view text) {
  constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  constexpr std::string_view kWrong = "it is not written as Tue, 14 Nov 2023 22:13:20 +0000";
  Reader reader(text);
  reader.take_blanks();
  const std::string weekday = ascii_lower(reader.take_letters());
  const auto named = std::find(kDays.begin(), kDays.end(), weekday);
  if (!weekday.empty() && (named == kDays.end() || !reader.take(','))) return std::string(kWrong);
  reader.take_blanks();
  int day = 0;
  int year = 0;
  if (!reader.take_digits(1, 2, day) || !reader.take_blanks()) return std::string(kWrong);
  const auto month = std::find(kMonths.begin(), kMonths.end(), ascii_lower(reader.take_letters()));
  if (month == kMonths.end() || !reader.take_blanks() || !reader.take_digits(4, 9, year) ||
      !reader.take_blanks()) {
    return std::string(kWrong);
  }
  const int month_number = static_cast<int>(month - kMonths.begin()) + 1;
  if (Fault fault = check_day(year, month_number, day)) return fault;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!reader.take_digits(2, 2, hour) || !reader.take(':') || !reader.take_digits(2, 2, minute))
    return std::string(kWrong);
  if (reader.take(':') && !reader.take_digits(2, 2, second)) return std::string(kWrong);
  if (hour > 23 || minute > 59 || second > 60) return "the time of day does not exist";
  int zone = 0;
  reader.take_blanks();
  const std::string_view zone_name = reader.take_letters();
  const bool is_named = zone_name == "GMT" || zone_name == "UT";  // §4.3: obsolete, but still sent
  if (!is_named &&
      (!zone_name.empty() || !reader.take_any("+-") || !reader.take_digits(4, 4, zone) || zone % 100 > 59)) {
    return std::string(kWrong);
  }
  reader.take_blanks();
  if (!reader.at_end()) return std::string(kWrong);
  // Sakamoto's rule, with Monday as 0.
  constexpr std::array<int, 12> kShift = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  const int y = month_number < 3 ? year - 1 : year;
  const int computed =
      (y + y / 4 - y / 100 + y / 400 + kShift[static_cast<std::size_t>(month_number - 1)] + day + 6) % 7;
  if (!weekday.empty() && named - kDays.begin() != computed) return "that day is not a " + weekday;
  return std::nullopt;
}

}  // namespace avouch
