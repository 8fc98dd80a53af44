// SPDX-License-Identifier: MIT
// Formats times for reports and lists. All times are UTC and do not depend on the machine's locale or time
// zone.
//
//   utc_timestamp(run.started) == "2026-11-23T09:30:00"
//   seconds(std::chrono::microseconds{43210}) == "0.043210"
//   duration_text(std::chrono::microseconds{43210}) == "43 ms"
//
// Pure and thread-safe.
#pragma once

#include <chrono>
#include <string>

namespace avouch {

// Returns ISO 8601 without fraction and time zone: the only form that every JUnit schema accepts.
std::string utc_timestamp(std::chrono::system_clock::time_point time);

// Returns seconds with six decimals; "0.000000" for a negative time.
std::string seconds(std::chrono::microseconds time);

// Returns a duration for people: "0 ms", "43 ms", "1.2 s", "2 min 5 s". Rounded down.
std::string duration_text(std::chrono::microseconds time);

// The same with hundredths of a millisecond below ten milliseconds: "0.43 ms".
std::string latency_text(std::chrono::microseconds time);

}  // namespace avouch
