// SPDX-License-Identifier: MIT
#include "exchange/in_memory_transport.h"

#include <chrono>
#include <optional>
#include <utility>

#include "exchange/connection/limit.h"
#include "exchange/message/inbox.h"
#include "exchange/message/request.h"
#include "exchange/round_trip.h"

namespace avouch {
namespace {

constexpr const char* kHost = "127.0.0.1";

class InMemoryTransport final : public Transport {
 public:
  explicit InMemoryTransport(std::function<std::string(const http::Request&)> respond)
      : respond_(std::move(respond)) {}

  Exchange send(const http::Request& request) override {
    Exchange exchange{.url = {}, .sent = request, .outcome = {}};
    wire::add_usual_fields(exchange.sent, kHost);
    wire::frame(exchange.sent);
    exchange.url = std::string("http://") + kHost + exchange.sent.target;
    if (const std::optional<std::string> why = wire::unsendable(exchange.sent)) {
      exchange.outcome = Failure{Failure::Kind::unsendable, "the request cannot be sent: " + *why, true};
      return exchange;
    }
    wire::Inbox inbox(respond_(exchange.sent));
    // Nothing is waited for.
    const wire::Limit limit{.deadline = wire::Clock::time_point::max()};
    exchange.outcome = std::move(wire::read_response(inbox, exchange.sent.method, options_, limit).outcome);
    return exchange;
  }

 private:
  const std::function<std::string(const http::Request&)> respond_;
  const TransportOptions options_;
};

}  // namespace

std::unique_ptr<Transport> in_memory_transport(std::function<std::string(const http::Request&)> respond) {
  return std::make_unique<InMemoryTransport>(std::move(respond));
}

}  // namespace avouch
