// SPDX-License-Identifier: MIT
// Times as reports write them. Everything is UTC and depends on no locale and no time zone of the machine.
//
//   utc_timestamp(run.started) == "2026-11-23T09:30:00"
//   seconds(std::chrono::microseconds{43210}) == "0.043210"
//   duration_text(std::chrono::microseconds{43210}) == "43 ms"
//
// Pure; any thread may call.
#pragma once

#include <chrono>
#include <string>

namespace avouch {

// ISO 8601 without fraction and without zone: the only form that every JUnit schema admits.
std::string utc_timestamp(std::chrono::system_clock::time_point time);

// Seconds with six decimals; a negative time is 0.
std::string seconds(std::chrono::microseconds time);

// For people: "0 ms", "43 ms", "1.2 s", "2 min 5 s". Rounded down.
std::string duration_text(std::chrono::microseconds time);

}  // namespace avouch
