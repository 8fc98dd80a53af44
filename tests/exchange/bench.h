// SPDX-License-Identifier: MIT
// Shared by the tests of the transport: sends a request to a raw server.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "exchange/transport.h"
#include "fixtures/raw_server.h"

namespace avouch {

// A transport to `url` with its own cancellation; the options' times are long, so that no test hangs on the
// clock.
struct Sender {
  explicit Sender(const std::string& url, TransportOptions options = {}) {
    Result<std::unique_ptr<Transport>> made = http_transport(*http::parse_url(url), options, cancellation);
    if (!made) {
      ADD_FAILURE() << to_string(made.errors());
      return;
    }
    transport = std::move(*made);
  }

  Exchange get(const std::string& target = "/") { return send({.method = "GET", .target = target}); }
  Exchange send(const http::Request& request) { return transport->send(request); }

  Cancellation cancellation{false};
  std::unique_ptr<Transport> transport;
};

// A clock that stands still until the server has written an answer, and then passes a millisecond whenever it
// is asked. So a deadline comes after what was written, however slow the machine is.
class Hourglass {
 public:
  explicit Hourglass(const RawServer& server) : server_(server) {}

  std::chrono::steady_clock::time_point operator()() {
    if (server_.answers() > 0) ++passed_;
    return std::chrono::steady_clock::time_point(std::chrono::hours(1)) + std::chrono::milliseconds(passed_);
  }

 private:
  const RawServer& server_;
  long passed_ = 0;  // ms
};

inline RawServer::Handler always(RawAnswer answer) {
  return [answer = std::move(answer)](const std::string&) { return answer; };
}

inline RawServer::Handler always(std::string bytes, RawAnswer::End end) {
  return always(RawAnswer{.chunks = {std::move(bytes)}, .end = end});
}

// One word for how an exchange came out: "complete", "cut_short", …, or a failure's kind.
inline std::string outcome_of(const Exchange& exchange) {
  if (const Failure* failure = exchange.failure()) {
    switch (failure->kind) {
      case Failure::Kind::unreachable:
        return "unreachable";
      case Failure::Kind::tls:
        return "tls";
      case Failure::Kind::timed_out:
        return "no head in time";
      case Failure::Kind::closed:
        return "closed";
      case Failure::Kind::malformed:
        return "malformed";
      case Failure::Kind::over_limit:
        return "head over limit";
      case Failure::Kind::exhausted:
        return "exhausted";
      case Failure::Kind::unsendable:
        return "unsendable";
      case Failure::Kind::interrupted:
        return "interrupted";
    }
  }
  switch (exchange.received()->end.kind) {
    case BodyEnd::Kind::complete:
      return "complete";
    case BodyEnd::Kind::cut_short:
      return "cut_short";
    case BodyEnd::Kind::over_limit:
      return "over_limit";
    case BodyEnd::Kind::timed_out:
      return "timed_out";
    case BodyEnd::Kind::exhausted:
      return "content exhausted";
    case BodyEnd::Kind::undecodable:
      return "undecodable";
  }
  return "";
}

inline std::string reason_of(const Exchange& exchange) {
  return exchange.failure() != nullptr ? exchange.failure()->reason : exchange.received()->end.reason;
}

inline std::string body_of(const Exchange& exchange) {
  return exchange.received() != nullptr ? exchange.received()->response.body : "";
}

}  // namespace avouch
