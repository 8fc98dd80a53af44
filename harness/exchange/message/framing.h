// SPDX-License-Identifier: MIT
// Where a response's content ends: RFC 9112 §6 and §7.1. Nothing here touches a socket.
//
//   const Framing framing = framing_of("GET", response);
//   if (framing.kind == Framing::Kind::chunked) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "http/message.h"

namespace avouch::wire {

// What no length of ours comes near to: RFC 9110 §8.6 and RFC 9112 §7.1 set lengths no limit, so what does
// not fit a number is a length as well, and whether it was true shows when the connection ends.
inline constexpr std::uint64_t kEndless = std::numeric_limits<std::uint64_t>::max();

struct Framing {
  enum class Kind {
    none,         // no content: HEAD, 1xx, 204, 304, 2xx of CONNECT
    length,       // Content-Length
    chunked,      // Transfer-Encoding
    until_close,  // neither
    unknown,      // no one can say
  };
  Kind kind = Kind::none;
  std::uint64_t length = 0;  // kEndless where it is that or more
  std::string fault;         // a sentence where the fields contradict each other or the standard
  std::string other_coding;  // a transfer coding besides chunked, which no one asked for
};

Framing framing_of(std::string_view method, const http::Response& head);

// Whether the connection may carry another exchange after this one: RFC 9112 §9.3.
bool persists(const http::Response& head, const Framing& framing);

// chunked-body, RFC 9112 §7.1, in pieces as they come.
class Chunks {
 public:
  // `limit` bytes at most of a chunk's first line, and of all trailer lines together.
  explicit Chunks(std::size_t limit) : limit_(limit) {}

  // Appends content to `out`; returns how many bytes of `in` belong to the body. Fewer than all only at the
  // end.
  std::size_t feed(std::string_view in, std::string& out);

  bool done() const { return state_ == State::done; }
  const std::string& fault() const { return fault_; }  // a sentence where the coding cannot be read on
  bool is_limit() const { return is_limit_; }          // the fault is a limit of ours, not the coding

 private:
  enum class State { size, data, data_end, trailer, done, broken };

  bool take_size_line();
  bool take_trailer_line();
  void fail(std::string fault, bool is_limit = false);

  std::size_t limit_;
  State state_ = State::size;
  std::string line_;        // of what is not data, so far
  std::uint64_t left_ = 0;  // bytes of the chunk that are still to come
  std::size_t trailer_bytes_ = 0;
  std::string fault_;
  bool is_limit_ = false;
};

}  // namespace avouch::wire
