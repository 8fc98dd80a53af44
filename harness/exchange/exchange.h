// SPDX-License-Identifier: MIT
// The request as sent and its result: a response, or the reason why none came.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/memory_budget.h"
#include "http/message.h"

namespace avouch {

// How a response's content ended. `reason` is a sentence without a full stop; empty if the content is
// complete.
struct BodyEnd {
  enum class Kind {
    complete,
    cut_short,    // the connection ended before the end of the framing (RFC 9112 §8)
    over_limit,   // longer than --max-filesize or what is left of --max-memory, or of too many codings
    timed_out,    // --max-time or --max-total-time passed while the content was read
    exhausted,    // this process ran out of memory while reading or decoding it: no fault of the target
    undecodable,  // its Content-Encoding is unknown, or its bytes do not match that coding
  };
  Kind kind = Kind::complete;
  std::string reason;
  // Of a stream of items that is complete for Avouch: it was closed after enough items, or enough time. The
  // content ends with its last whole item.
  bool is_enough = false;

  bool operator==(const BodyEnd&) const = default;
};

// The end of a response without content, where the wait for bytes after it is left to the caller
// (TransportOptions::surplus_later). It has the connection, which carries nothing else meanwhile. Destroying
// it closes the connection.
class LateSurplus {
 public:
  virtual ~LateSurplus() = default;
  // Whether the wait is over.
  virtual bool is_due() const = 0;
  // Waits for what is left of it, and gives the connection back if nothing came. nullopt: the run was
  // interrupted before. Call it once.
  virtual std::optional<std::string> take() = 0;
};

struct Recording;  // exchange/recording.h

struct Received {
  http::Response response;  // body: the content received, decoded as far as possible
  BodyEnd end;
  // The first bytes after the head of a response without content (RFC 9112 §6.3: to HEAD, 204, 304), before
  // any further request; at most kSurplusShown. Empty if none came.
  std::string surplus = {};
  // Not null: `surplus` is not known yet. settle() asks for it.
  std::shared_ptr<LateSurplus> late = {};
  // What the head and the content hold of the memory that all exchanges may hold; null: not counted.
  std::shared_ptr<MemoryShare> memory = {};
  // Not null: the bytes of the exchange, which can be sent and expected again without Transport::send()
  // (TransportOptions::records).
  std::shared_ptr<const Recording> recording = {};
};

inline constexpr std::size_t kSurplusShown = 64;

struct Failure {
  enum class Kind {
    unreachable,  // name not resolved, connection refused, connect timeout
    tls,          // the handshake or the verification of the certificate failed
    timed_out,    // no response head within --max-time
    closed,       // the connection ended before a response head came
    malformed,    // the data received is not an HTTP/1.x response head
    over_limit,   // a head, an interim response or a trailer exceeds the limit, or the rest of --max-memory
    exhausted,    // this process lacks memory, threads or file descriptors: no fault of the target
    unsendable,   // HTTP/1.1 cannot express the request; nothing was sent
    interrupted,  // the run was interrupted, or --max-total-time passed
  };
  Kind kind = Kind::unreachable;
  std::string reason;         // a sentence without a full stop
  bool was_given_up = false;  // before anything was sent: no exchange took place

  bool operator==(const Failure&) const = default;
};

struct Exchange {
  std::string url;     // absolute URL of the request
  http::Request sent;  // with every field that was sent
  std::variant<Received, Failure> outcome;
  std::chrono::microseconds elapsed{0};
  std::chrono::system_clock::time_point started = {};  // when it was sent; zero: nobody noted it

  const Received* received() const { return std::get_if<Received>(&outcome); }
  const Failure* failure() const { return std::get_if<Failure>(&outcome); }
};

// For a transport that adds something to each exchange, so that its bytes alone are not all that it does.
inline void forget_bytes(Exchange& exchange) {
  if (Received* received = std::get_if<Received>(&exchange.outcome)) received->recording.reset();
}

// Waits for the surplus that is not known yet, if there is such. Returns false if the run was interrupted
// before it was known.
inline bool settle(Exchange& exchange) {
  Received* received = std::get_if<Received>(&exchange.outcome);
  if (received == nullptr || received->late == nullptr) return true;
  const std::shared_ptr<LateSurplus> late = std::exchange(received->late, nullptr);
  std::optional<std::string> surplus = late->take();
  if (!surplus) return false;
  received->surplus = *std::move(surplus);
  return true;
}

}  // namespace avouch
