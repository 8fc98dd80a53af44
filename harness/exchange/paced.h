// SPDX-License-Identifier: MIT
// A transport that limits its rate, and waits once if a target asks for it: 429 with Retry-After (RFC 6585
// §4, RFC 9110 §10.2.3). After three waits in a row that ended in another 429 it waits no more: the target
// refuses everything.
//
//   SystemPace pace(cancellation);
//   PacedTransport paced(*transport, {.per_second = 50, .patience = 30s}, pace);
//
// Keeps references to its arguments. Thread-safe; all threads share the rate and the wait.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string_view>

#include "exchange/transport.h"

namespace avouch {

// A clock that tests can replace.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  virtual ~Pace() = default;
  virtual Time now() = 0;
  virtual std::chrono::system_clock::time_point date() = 0;
  // Returns true at that time; false if the run is interrupted before.
  virtual bool wait_until(Time time) = 0;
};

class SystemPace : public Pace {
 public:
  explicit SystemPace(const Cancellation& cancellation) : cancellation_(cancellation) {}

  Time now() override;
  std::chrono::system_clock::time_point date() override;
  bool wait_until(Time time) override;

 private:
  const Cancellation& cancellation_;
};

struct PaceOptions {
  double per_second = 0;                       // maximum requests per second; 0: unlimited
  std::chrono::milliseconds patience{30'000};  // a longer Retry-After is ignored
  Pace::Time deadline = Pace::Time::max();  // no wait is longer; the transport itself sends nothing after it
};

class PacedTransport : public Transport {
 public:
  PacedTransport(Transport& inner, PaceOptions options, Pace& pace)
      : inner_(inner), options_(options), pace_(pace) {}

  Exchange send(const http::Request& request) override;

 private:
  Exchange send_in_turn(const http::Request& request);

  Transport& inner_;
  const PaceOptions options_;
  Pace& pace_;
  std::mutex mutex_;
  Pace::Time next_{};          // earliest time of the next request
  int waits_without_use_ = 0;  // in a row
};

// The delay in Retry-After, given in seconds or as a date. nullopt if it is neither.
std::optional<std::chrono::milliseconds> retry_after(std::string_view value,
                                                     std::chrono::system_clock::time_point date);

}  // namespace avouch
