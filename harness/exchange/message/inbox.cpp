// SPDX-License-Identifier: MIT
#include "exchange/message/inbox.h"

#include <array>

namespace avouch::wire {

Transfer Inbox::fill(const Limit& limit) {
  if (channel_ == nullptr) return {.kind = Transfer::Kind::ended};
  constexpr std::size_t kReadSize = 16384;
  std::array<char, kReadSize> read;
  Transfer transfer = channel_->read(read.data(), read.size(), limit);
  if (transfer.kind != Transfer::Kind::moved) return transfer;
  if (bytes_.size() + transfer.bytes > most_recorded_) {
    most_recorded_ = 0;
    bytes_.erase(0, used_);
    used_ = 0;
  }
  bytes_.append(read.data(), transfer.bytes);
  began_ = true;
  return transfer;
}

void Inbox::use(std::size_t count) {
  used_ += count;
}

std::optional<std::string> Inbox::recorded() {
  if (bytes_.size() > most_recorded_) return std::nullopt;
  return std::move(bytes_);
}

std::string no_memory_to_read(const Transfer& transfer) {
  return "no memory is left to read the response (" + transfer.reason +
         "): raise the limits on memory, or lower --jobs";
}

}  // namespace avouch::wire
