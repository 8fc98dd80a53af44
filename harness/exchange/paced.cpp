// SPDX-License-Identifier: MIT
#include "exchange/paced.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/text.h"
#include "exchange/connection/limit.h"
#include "http/field.h"

namespace avouch {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

bool read(std::string_view text, int& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size();
}

// RFC 9110 §5.6.7, IMF-fixdate: "Sun, 06 Nov 1994 08:49:37 GMT". The two obsolete forms are not accepted.
std::optional<std::chrono::system_clock::time_point> date_of(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(25) != " GMT" || text[19] != ':' || text[22] != ':')
    return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  int day = 0;
  int year = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (month == kMonths.end() || !read(text.substr(5, 2), day) || !read(text.substr(12, 4), year) ||
      !read(text.substr(17, 2), hour) || !read(text.substr(20, 2), minute) ||
      !read(text.substr(23, 2), second)) {
    return std::nullopt;
  }
  const auto index = static_cast<unsigned>(month - kMonths.begin());
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(index + 1),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         seconds(second);
}

// Whether the request prefers that status (RFC 7240): "code=429", "code=429, instance=2".
bool wishes_for_429(const http::Request& request) {
  const auto wish = http::combined(request.fields, "Prefer");
  return wish && (*wish == "code=429" || wish->starts_with("code=429,"));
}

constexpr int kMostWaitsWithoutUse = 3;

}  // namespace

Pace::Time SystemPace::now() {
  return std::chrono::steady_clock::now();
}
std::chrono::system_clock::time_point SystemPace::date() {
  return std::chrono::system_clock::now();
}
bool SystemPace::wait_until(Time time) {
  return wire::wait_until(time, {.deadline = time, .cancellation = &cancellation_}) !=
         wire::Waited::interrupted;
}

std::optional<milliseconds> retry_after(std::string_view value, std::chrono::system_clock::time_point date) {
  value = trim_ows(value);
  int number = 0;
  if (!value.empty() && value.size() <= 9 && value.find_first_not_of("0123456789") == value.npos &&
      read(value, number)) {
    return seconds(number);
  }
  const auto until = date_of(value);
  if (!until) return std::nullopt;
  return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(*until - date));
}

Exchange PacedTransport::send_in_turn(const http::Request& request) {
  Pace::Time turn;
  {
    const std::lock_guard lock(mutex_);
    turn = std::max(pace_.now(), next_);
    if (options_.per_second > 0) {
      next_ = turn + std::chrono::duration_cast<Pace::Time::duration>(
                         std::chrono::duration<double>(1 / options_.per_second));
    }
  }
  turn = std::min(turn, options_.deadline);
  if (turn > pace_.now()) pace_.wait_until(turn);  // on an interruption, the transport itself reports it
  Exchange exchange = inner_.send(request);
  const Received* received = exchange.received();
  if (received != nullptr && (options_.per_second > 0 || received->response.status == 429))
    forget_bytes(exchange);  // the next one has to wait here
  return exchange;
}

Exchange PacedTransport::send(const http::Request& request) {
  Exchange exchange = send_in_turn(request);
  const Received* received = exchange.received();
  if (received == nullptr || received->response.status != 429) return exchange;
  if (wishes_for_429(request)) return exchange;
  const auto asked = http::combined(received->response.fields, "Retry-After");
  const auto wait = asked ? retry_after(*asked, pace_.date()) : std::nullopt;
  if (!wait || *wait > options_.patience) return exchange;
  const Pace::Time until = pace_.now() + *wait;
  if (until >= options_.deadline) return exchange;
  {
    const std::lock_guard lock(mutex_);
    if (waits_without_use_ >= kMostWaitsWithoutUse) return exchange;
    next_ = std::max(next_, until);  // the other threads wait as well
  }
  if (!pace_.wait_until(until)) return exchange;
  exchange = send_in_turn(request);
  const bool is_of_use = exchange.received() != nullptr && exchange.received()->response.status != 429;
  const std::lock_guard lock(mutex_);
  waits_without_use_ = is_of_use ? 0 : waits_without_use_ + 1;
  return exchange;
}

}  // namespace avouch
