// SPDX-License-Identifier: MIT
#include "mock/connection/lobby.h"

#include <poll.h>

#include <algorithm>
#include <new>
#include <utility>

namespace avouch {
namespace {

constexpr std::chrono::milliseconds kPatience = MockPatience().silence;

}  // namespace

MockLobby::MockLobby(Leave ready, Leave gone)
    : ready_(std::move(ready)), gone_(std::move(gone)), thread_([this] { watch(); }) {}

MockLobby::~MockLobby() {
  stop();
}

bool MockLobby::enter(std::shared_ptr<MockConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    if (is_stopped_) return false;
    entering_.push_back({std::move(connection), std::chrono::steady_clock::now() + kPatience});
  }
  changed_.set(true);
  return true;
}

void MockLobby::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  changed_.set(true);
  if (thread_.joinable()) thread_.join();
}

void MockLobby::watch() {
  std::vector<Guest> guests;
  while (true) {
    try {
      if (!look(guests)) break;
    } catch (const std::bad_alloc&) {  // others will give memory back
      ::poll(nullptr, 0, 10);
    }
  }
  for (const Guest& guest : guests) gone_(guest.connection);
}

// Waits until something happens. Returns false when the lobby is stopped.
bool MockLobby::look(std::vector<Guest>& guests) {
  changed_.set(false);
  {
    const std::lock_guard lock(mutex_);
    guests.reserve(guests.size() + entering_.size());
    std::move(entering_.begin(), entering_.end(), std::back_inserter(guests));
    entering_.clear();
    if (is_stopped_) return false;
  }
  std::vector<pollfd> waits = {{changed_.descriptor(), POLLIN, 0}};
  waits.reserve(guests.size() + 1);
  std::vector<Guest> staying;
  staying.reserve(guests.size());
  auto until = std::chrono::steady_clock::now() + kPatience;
  for (const Guest& guest : guests) {
    waits.push_back({guest.connection->socket(), POLLIN, 0});
    until = guest.connection->has_unread() ? std::chrono::steady_clock::time_point()
                                           : std::min(until, guest.until);
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  ::poll(waits.data(), waits.size(), static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
  const auto now = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < guests.size(); ++i) {
    if (guests[i].connection->has_unread() || waits[i + 1].revents != 0)
      leave(guests[i].connection);
    else if (guests[i].until <= now)
      gone_(guests[i].connection);
    else
      staying.push_back(std::move(guests[i]));
  }
  guests = std::move(staying);
  return true;
}

void MockLobby::leave(const std::shared_ptr<MockConnection>& connection) const {
  try {
    ready_(connection);
  } catch (const std::bad_alloc&) {
    gone_(connection);
  }
}

}  // namespace avouch
