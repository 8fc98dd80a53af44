// SPDX-License-Identifier: MIT
// The bytes of an exchange as they went over its connection, and the connections on which they can be sent
// and expected again. exchange/replay.h does that without a thread per exchange.
//
//   const Recording& recording = *exchange.received()->recording;
//   std::optional<wire::Channel> channel = recording.connections->take();
//
// A transport that adds something to an exchange (waits, an answer to a challenge) returns it without its
// recording.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "base/interruption.h"
#include "exchange/connection/channel.h"
#include "exchange/exchange.h"
#include "http/message.h"

namespace avouch {

// An exchange whose request was written, at least in part, and whose response is not complete.
struct Begun {
  wire::Channel channel;
  std::size_t written = 0;  // bytes of the request
  std::string came;         // bytes of the response
  std::chrono::steady_clock::time_point since;
};

// The plain connections of one transport. Thread-safe. Lives as long as the transport.
class Connections {
 public:
  virtual ~Connections() = default;
  // One that is idle; nullopt: there is none, and none is opened.
  virtual std::optional<wire::Channel> take() = 0;
  virtual void keep(wire::Channel channel) = 0;
  // Opens one more and keeps it. Returns whether that succeeded.
  virtual bool open() = 0;
  // Carries out what is left of the exchange, like Transport::send() with the same request.
  virtual Exchange resume(const http::Request& request, Begun begun) = 0;
};

struct Recording {
  std::string request;
  std::string response;  // at most kMostRecorded bytes
  // The response has no content: what comes within that time after it is its surplus. Empty: it has content.
  std::optional<std::chrono::milliseconds> surplus_wait;
  Connections* connections = nullptr;
  const Cancellation* cancellation = nullptr;  // of the transport
};

inline constexpr std::size_t kMostRecorded = std::size_t{64} << 10U;

}  // namespace avouch
