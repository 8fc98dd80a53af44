// SPDX-License-Identifier: MIT
// A response's content, as it comes over a channel: from the end of its head to where its framing says that
// it ends (RFC 9112 §6.3).
//
//   ContentReader reader(inbox, framing_of("GET", head), 256 * 1024);
//   if (std::optional<Failure> failure = reader.read_into(decoder, limit)) …
//
// Refers to what it is given. Memory stays within the decoder's limit and that of one line.
#pragma once

#include <cstddef>
#include <cstdint>
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
  // `max_line`: bytes of a chunk's first line, and of all trailer lines together, that are read.
  ContentReader(Inbox& inbox, const Framing& framing, std::size_t max_line)
      : inbox_(inbox), framing_(framing), chunks_(max_line) {}

  // Gives the decoder the content until there is no more, or the decoder wants no more. A failure is an
  // interruption.
  std::optional<Failure> read_into(ContentDecoder& decoder, const Limit& limit);

  bool is_whole() const { return is_whole_; }  // the framing's end was reached
  const BodyEnd& end() const { return end_; }  // what befell it on the way

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
