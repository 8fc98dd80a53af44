// SPDX-License-Identifier: MIT
// One request and its response over a connected channel.
//
//   RoundTrip trip = round_trip(channel, {.method = "GET", .target = "/", .fields = …}, options, limit);
#pragma once

#include <variant>

#include "exchange/connection/channel.h"
#include "exchange/connection/limit.h"
#include "exchange/exchange.h"
#include "exchange/transport.h"
#include "http/message.h"

namespace avouch::wire {

struct RoundTrip {
  std::variant<Received, Failure> outcome;
  bool response_began = false;  // at least one byte of it came
  bool reusable = false;        // another exchange may follow on the channel
};

// Preconditions: `request` is framed and not unsendable (message/request.h), and has a Host. max_filesize,
// max_head and surplus_wait of `options` count here.
RoundTrip round_trip(Channel& channel, const http::Request& request, const TransportOptions& options,
                     const Limit& limit);

}  // namespace avouch::wire
