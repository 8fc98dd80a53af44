// SPDX-License-Identifier: MIT
#include "run/readiness.h"

#include <algorithm>
#include <memory>

namespace avouch {
namespace {

constexpr std::chrono::milliseconds kPause{250};
constexpr std::chrono::milliseconds kLongestTry{5'000};

bool is_of_a_gateway(int status) {
  return status == 502 || status == 503 || status == 504;
}

}  // namespace

std::optional<std::string> wait_for(Transport& transport, std::chrono::milliseconds patience, Pace& pace) {
  const Pace::Time until = pace.now() + patience;
  while (true) {
    const Exchange exchange = transport.send({.method = "HEAD", .target = "/"});
    const Received* received = exchange.received();
    if (received != nullptr && !is_of_a_gateway(received->response.status)) return std::nullopt;
    const std::string why = received != nullptr
                                ? "it answered with " + std::to_string(received->response.status)
                                : exchange.failure()->reason;
    if (pace.now() >= until) return why;
    if (!pace.wait_until(std::min(until, pace.now() + kPause))) return "it was interrupted";
  }
}

std::optional<std::string> wait_for(const http::Url& target, const TransportOptions& options,
                                    std::chrono::milliseconds patience, Pace& pace,
                                    const Cancellation& cancellation) {
  TransportOptions brief = options;
  brief.connect_timeout = std::min({brief.connect_timeout, kLongestTry, patience});
  brief.max_time = std::min({brief.max_time, kLongestTry, patience});
  brief.retry = 0;
  const Result<std::unique_ptr<Transport>> transport = http_transport(target, brief, cancellation);
  if (!transport) return std::nullopt;
  return wait_for(**transport, patience, pace);
}

}  // namespace avouch
