// SPDX-License-Identifier: MIT
// Determines where a response's content ends: RFC 9112 §6 and §7.1. Does no I/O.
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

// Stands for lengths that do not fit a number. RFC 9110 §8.6 and RFC 9112 §7.1 set no limit, so such a length
// is valid. Whether it was true shows when the connection ends.
inline constexpr std::uint64_t kEndless = std::numeric_limits<std::uint64_t>::max();

struct Framing {
  enum class Kind {
    none,         // no content: HEAD, 1xx, 204, 304, 2xx of CONNECT
    length,       // Content-Length
    chunked,      // Transfer-Encoding
    until_close,  // neither
    unknown,      // cannot be determined
  };
  Kind kind = Kind::none;
  std::uint64_t length = 0;  // kEndless if it is that or more
  std::string fault;         // a sentence if the fields contradict each other or the standard
  std::string other_coding;  // an unrequested transfer coding besides chunked
};

Framing framing_of(std::string_view method, const http::Response& head);

// Whether the connection can carry another exchange after this one: RFC 9112 §9.3.
bool persists(const http::Response& head, const Framing& framing);

// Incremental parser of chunked-body, RFC 9112 §7.1.
class Chunks {
 public:
  // `limit` is the maximum number of bytes of a chunk's first line, and of all trailer lines together.
  explicit Chunks(std::size_t limit) : limit_(limit) {}

  // Appends content to `out`. Returns how many bytes of `in` belong to the body; less than all only at the
  // end.
  std::size_t feed(std::string_view in, std::string& out);

  bool done() const { return state_ == State::done; }
  const std::string& fault() const { return fault_; }  // a sentence if the coding is malformed
  bool is_limit() const { return is_limit_; }          // the fault is a limit of Avouch, not of the coding

 private:
  enum class State { size, data, data_end, trailer, done, broken };

  bool take_size_line();
  bool take_trailer_line();
  void fail(std::string fault, bool is_limit = false);

  std::size_t limit_;
  State state_ = State::size;
  std::string line_;        // the current line outside the data, so far
  std::uint64_t left_ = 0;  // remaining bytes of the chunk
  std::size_t trailer_bytes_ = 0;
  std::string fault_;
  bool is_limit_ = false;
};

}  // namespace avouch::wire
