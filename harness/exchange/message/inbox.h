// SPDX-License-Identifier: MIT
// Bytes that were read from a channel and not consumed yet.
//
//   Inbox inbox(channel);
//   if (inbox.fill(limit).kind == Transfer::Kind::moved) inbox.use(parse(inbox.bytes()));
//
// Refers to the channel. Use one inbox per response: leftover bytes belong to no response, so the channel is
// not reused. Without a channel, the bytes are those of a connection that ended after them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "exchange/connection/channel.h"
#include "exchange/connection/limit.h"

namespace avouch::wire {

class Inbox {
 public:
  // `came`: bytes that were read from the channel before. `recorded`: that many bytes are kept after use.
  explicit Inbox(Channel& channel, std::string came = {}, std::size_t recorded = 0)
      : channel_(&channel), bytes_(std::move(came)), most_recorded_(recorded), began_(!bytes_.empty()) {}
  explicit Inbox(std::string all) : bytes_(std::move(all)), began_(!bytes_.empty()) {}

  // Reads the available bytes, or waits for some.
  Transfer fill(const Limit& limit);

  std::string_view bytes() const { return std::string_view(bytes_).substr(used_); }
  bool is_empty() const { return used_ == bytes_.size(); }
  bool began() const { return began_; }  // whether any byte has come

  // Consumes `count` bytes. Precondition: they are available.
  void use(std::size_t count);

  // Gives away all bytes that came; nullopt if they are more than are recorded. Call it last.
  std::optional<std::string> recorded();

 private:
  Channel* channel_ = nullptr;
  std::string bytes_;
  std::size_t used_ = 0;  // consumed bytes of those
  std::size_t most_recorded_;
  bool began_ = false;
};

// The reason why a transfer that is `exhausted` ends a response.
std::string no_memory_to_read(const Transfer& transfer);

}  // namespace avouch::wire
