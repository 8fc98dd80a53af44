// SPDX-License-Identifier: MIT
// One request and its response over a connected channel. cpp-httplib writes the request and reads the
// response; the stream between it and the peer keeps what a hostile peer sends within bounds.
//
//   RoundTrip trip = round_trip(channel, {.method = "GET", .target = "/", .fields = …}, options, limit);
#pragma once

#include <string>
#include <variant>

#include "exchange/channel.h"
#include "exchange/exchange.h"
#include "exchange/transport.h"
#include "exchange/wait.h"
#include "http/message.h"

namespace avouch::wire {

struct RoundTrip {
  std::variant<Received, Failure> outcome;
  http::Fields sent;            // every field line that was written, in wire order
  bool response_began = false;  // at least one byte of it came
  bool reusable = false;        // another exchange may follow on the channel
};

// Preconditions: method, target and fields are what RFC 9112 lets into a request; `request.fields` has a
// Host. max_filesize and max_head of `options` count here.
RoundTrip round_trip(Channel& channel, const http::Request& request, const TransportOptions& options,
                     const Limit& limit);

}  // namespace avouch::wire
