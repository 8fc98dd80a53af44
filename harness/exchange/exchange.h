// SPDX-License-Identifier: MIT
// What was really sent and what really came back: a response, or the reason there is none.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <variant>

#include "http/message.h"

namespace avouch {

// How a response's content ended. `reason` is a sentence without a full stop, empty where it is complete.
struct BodyEnd {
  enum class Kind {
    complete,
    cut_short,    // the connection ended before the message's framing said so (RFC 9112 §8)
    over_limit,   // longer than --max-filesize
    timed_out,    // --max-time passed while it came
    exhausted,    // this process ran out of memory while reading or decoding it: no fault of the target
    undecodable,  // its Content-Encoding is unknown or its bytes are not of that coding
  };
  Kind kind = Kind::complete;
  std::string reason;

  bool operator==(const BodyEnd&) const = default;
};

struct Received {
  http::Response response;  // body: what came of it, decoded as far as it went
  BodyEnd end;
  // The first bytes behind the head of an answer that has no content (RFC 9112 §6.3: to HEAD, 204, 304),
  // before any further request; kSurplusShown at most. Empty where none came.
  std::string surplus = {};
};

inline constexpr std::size_t kSurplusShown = 64;

struct Failure {
  enum class Kind {
    unreachable,  // name not resolved, connection refused, connect timeout
    tls,          // the handshake or the certificate's verification failed
    timed_out,    // no response head within --max-time
    closed,       // the connection ended before a response head
    malformed,    // what came is not an HTTP/1.x response head
    over_limit,   // a head, an interim response or a trailer is longer than we read
    exhausted,    // this process lacks memory, threads or file descriptors: no fault of the target
    unsendable,   // HTTP/1.1 has no way to write the request: nothing was sent
    interrupted,  // the run was interrupted
  };
  Kind kind = Kind::unreachable;
  std::string reason;  // a sentence without a full stop

  bool operator==(const Failure&) const = default;
};

struct Exchange {
  std::string url;     // absolute; what was asked for
  http::Request sent;  // with every field that went out
  std::variant<Received, Failure> outcome;
  std::chrono::microseconds elapsed{0};

  const Received* received() const { return std::get_if<Received>(&outcome); }
  const Failure* failure() const { return std::get_if<Failure>(&outcome); }
};

}  // namespace avouch
