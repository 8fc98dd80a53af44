// SPDX-License-Identifier: MIT
#include "exchange/connection/pool.h"

#include <optional>

namespace avouch::wire {

std::variant<Link, Failure> Pool::take(const Limit& limit) {
  while (true) {
    std::optional<Channel> channel;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) break;
      channel.emplace(std::move(idle_.back()));
      idle_.pop_back();
    }
    if (channel->is_idle()) return Link{std::move(*channel), true};
  }
  return take_new(limit);
}

std::variant<Link, Failure> Pool::take_new(const Limit& limit) {
  std::variant<Channel, Failure> connected = dial(route_, max_head_, limit);
  if (Failure* failure = std::get_if<Failure>(&connected)) return std::move(*failure);
  return Link{std::move(std::get<Channel>(connected)), false};
}

void Pool::keep(Channel channel) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(channel));
}

}  // namespace avouch::wire
