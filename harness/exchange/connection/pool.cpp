// SPDX-License-Identifier: MIT
#include "exchange/connection/pool.h"

namespace avouch::wire {

std::variant<Link, Failure> Pool::take(const Limit& limit) {
  if (std::optional<Channel> channel = take_idle()) return Link{std::move(*channel), true};
  return take_new(limit);
}

std::optional<Channel> Pool::take_idle() {
  while (true) {
    std::optional<Channel> channel;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) return std::nullopt;
      channel.emplace(std::move(idle_.back()));
      idle_.pop_back();
    }
    if (channel->is_idle()) return channel;
  }
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
