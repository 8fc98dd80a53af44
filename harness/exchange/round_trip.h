// SPDX-License-Identifier: MIT
// Sends one request over a connected channel and reads its response.
//
//   RoundTrip trip = round_trip(channel, {.method = "GET", .target = "/", .fields = …}, options, limit);
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "exchange/connection/channel.h"
#include "exchange/connection/limit.h"
#include "exchange/exchange.h"
#include "exchange/message/inbox.h"
#include "exchange/transport.h"
#include "http/message.h"

namespace avouch::wire {

struct RoundTrip {
  std::variant<Received, Failure> outcome;
  bool response_began = false;  // at least one byte of it came
  bool reusable = false;        // the channel can carry another exchange
  // Bytes after the response are waited for until then, by the caller: TransportOptions::surplus_later.
  std::optional<Clock::time_point> surplus_until = {};
  bool has_content = false;  // by its framing
  // If the channel is reusable and the options ask for them: TransportOptions::records.
  std::optional<std::string> request_bytes = {};
  std::optional<std::string> response_bytes = {};
};

// What was done of a round trip before.
struct Progress {
  std::size_t written = 0;  // bytes of the request
  std::string came = {};    // bytes of the response
};

// Preconditions: `request` is framed and not unsendable (message/request.h), and has a Host. Uses
// max_filesize, max_head, surplus_wait, surplus_later and records of `options`.
RoundTrip round_trip(Channel& channel, const http::Request& request, const TransportOptions& options,
                     const Limit& limit, Progress progress = {});

// The part of it after the request was written.
RoundTrip read_response(Inbox& inbox, const std::string& method, const TransportOptions& options,
                        const Limit& limit);

}  // namespace avouch::wire
