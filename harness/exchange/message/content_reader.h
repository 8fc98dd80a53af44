// SPDX-License-Identifier: MIT
// Reads a response's content from a channel: from the end of its head to the end of its framing (RFC 9112
// §6.3).
//
//   ContentReader reader(inbox, framing_of("GET", head), 256 * 1024);
//   if (std::optional<Failure> failure = reader.read_into(decoder, limit)) …
//
// Keeps references to its arguments. Memory is bounded by the decoder's limit plus one line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "exchange/connection/limit.h"
#include "exchange/exchange.h"
#include "exchange/message/coding.h"
#include "exchange/message/framing.h"
#include "exchange/message/inbox.h"

namespace avouch::wire {

class ContentReader {
 public:
  // `max_line` limits the bytes of a chunk's first line, and of all trailer lines together.
  ContentReader(Inbox& inbox, const Framing& framing, std::size_t max_line)
      : inbox_(inbox), framing_(framing), chunks_(max_line) {}

  // Feeds the decoder until the content ends, the decoder stops, or `is_enough` says so after new content. A
  // failure means an interruption.
  std::optional<Failure> read_into(ContentDecoder& decoder, const Limit& limit,
                                   const std::function<bool()>& is_enough = {});

  bool is_whole() const { return is_whole_; }  // the end of the framing was reached
  const BodyEnd& end() const { return end_; }  // how the content ended

 private:
  bool take(ContentDecoder& decoder);
  std::optional<Failure> cut(const Transfer& transfer);

  Inbox& inbox_;
  const Framing& framing_;
  Chunks chunks_;
  std::uint64_t came_ = 0;  // bytes of content
  bool is_whole_ = false;
  BodyEnd end_;
};

}  // namespace avouch::wire
