// SPDX-License-Identifier: MIT
// The connections of one route that are kept alive between exchanges (RFC 9112 §9.3).
//
//   Pool pool(route, max_head);
//   std::variant<Link, Failure> link = pool.take(limit);
//   … pool.keep(std::move(std::get<Link>(link).channel));
//
// Thread-safe.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "exchange/connection/channel.h"
#include "exchange/connection/limit.h"
#include "exchange/connection/route.h"
#include "exchange/exchange.h"

namespace avouch::wire {

struct Link {
  Channel channel;
  bool used_before = false;  // the peer may have closed it in the meantime
};

class Pool {
 public:
  // `max_head`: see dial().
  Pool(Route route, std::size_t max_head) : route_(std::move(route)), max_head_(max_head) {}

  // Returns the idle connection that was used last, or else a new one, opened within `limit`.
  std::variant<Link, Failure> take(const Limit& limit);
  std::variant<Link, Failure> take_new(const Limit& limit);
  // The idle connection that was used last; nullopt if there is none.
  std::optional<Channel> take_idle();

  // Precondition: the exchange on it is complete, and no data follows its response.
  void keep(Channel channel);

  const Route& route() const { return route_; }

 private:
  const Route route_;
  const std::size_t max_head_;
  std::mutex mutex_;
  std::vector<Channel> idle_;  // guarded by mutex_; the last one used is at the end
};

}  // namespace avouch::wire
