// SPDX-License-Identifier: MIT
// What a channel brought and no one has used yet.
//
//   Inbox inbox(channel);
//   if (inbox.fill(limit).kind == Transfer::Kind::moved) inbox.use(parse(inbox.bytes()));
//
// Refers to the channel. One inbox per response: what is left in it belongs to none, so the channel is not used
// again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "exchange/connection/channel.h"
#include "exchange/connection/limit.h"

namespace avouch::wire {

class Inbox {
 public:
  explicit Inbox(Channel& channel) : channel_(channel) {}

  // Reads what has come, or waits for it.
  Transfer fill(const Limit& limit);

  std::string_view bytes() const { return std::string_view(bytes_).substr(used_); }
  bool is_empty() const { return used_ == bytes_.size(); }
  bool began() const { return began_; }  // whether at least one byte ever came

  // Precondition: `count` bytes are there.
  void use(std::size_t count);

 private:
  Channel& channel_;
  std::string bytes_;
  std::size_t used_ = 0;  // of those
  bool began_ = false;
};

// Why a transfer that is `exhausted` ends a response.
std::string no_memory_to_read(const Transfer& transfer);

}  // namespace avouch::wire
