// SPDX-License-Identifier: MIT
#include "exchange/replay.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

namespace avouch {
namespace {

constexpr std::size_t kMostEvents = 64;

bool may_read_again(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

std::unique_ptr<Replay> Replay::make(Listener& listener, std::size_t most,
                                     std::chrono::milliseconds patience) {
  wire::Socket polled(::epoll_create1(EPOLL_CLOEXEC));
  wire::Socket woken(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!polled.is_open() || !woken.is_open()) return nullptr;
  epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
  if (::epoll_ctl(polled.descriptor(), EPOLL_CTL_ADD, woken.descriptor(), &event) != 0) return nullptr;
  return std::unique_ptr<Replay>(new Replay(listener, most, patience, std::move(polled), std::move(woken)));
}

Replay::Replay(Listener& listener, std::size_t most, std::chrono::milliseconds patience, wire::Socket polled,
               wire::Socket woken)
    : listener_(listener),
      most_(most),
      patience_(patience),
      polled_(std::move(polled)),
      woken_(std::move(woken)),
      now_(Clock::now()),
      looked_at_(now_) {}

bool Replay::is_cancelled() const {
  return std::any_of(groups_.begin(), groups_.end(), [](const auto& group) {
    return group.second.cancellation != nullptr && *group.second.cancellation;
  });
}

void Replay::wake() {
  const std::uint64_t one = 1;
  // It fails only if it is awake already.
  static_cast<void>(!::write(woken_.descriptor(), &one, sizeof one));
}

// Null: the group has none.
Replay::Connection* Replay::idle_one(const Recording& recording, Group& group) {
  if (!group.idle.empty()) {
    Connection* const idle = group.idle.front();
    group.idle.pop_front();
    return idle;
  }
  if (group.open >= most_) return nullptr;
  std::optional<wire::Channel> channel = recording.connections->take();
  if (!channel) return nullptr;
  connections_.push_back(
      std::make_unique<Connection>(Connection{.channel = std::move(*channel), .group = &group}));
  Connection* const taken = connections_.back().get();
  epoll_event event{.events = EPOLLIN, .data = {.ptr = taken}};
  const int descriptor = taken->channel.descriptor();
  if (::epoll_ctl(polled_.descriptor(), EPOLL_CTL_ADD, descriptor, &event) != 0) {
    connections_.pop_back();
    return nullptr;
  }
  ++group.open;
  return taken;
}

Replay::Start Replay::begin(const Recording& recording, std::uint64_t ticket) {
  Group& group = groups_[recording.connections];
  group.cancellation = recording.cancellation;
  Connection* const connection = idle_one(recording, group);
  if (connection == nullptr) return group.open >= most_ ? Start::busy : Start::none;
  connection->state = Connection::State::under_way;
  connection->recording = &recording;
  connection->ticket = ticket;
  connection->came = 0;
  connection->sent = now_;
  write(*connection);
  return Start::begun;
}

// A request is small. One that does not fit is left to whoever continues the exchange.
void Replay::write(Connection& connection) {
  const std::string& bytes = connection.recording->request;
  const ssize_t sent =
      ::send(connection.channel.descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  connection.written = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
  if (connection.written < bytes.size()) stuck_.push_back(&connection);
}

void Replay::wait(std::chrono::milliseconds most) {
  for (Connection* const connection : std::exchange(stuck_, {})) {
    if (connection->state == Connection::State::under_way) leave(*connection, {});
  }
  if (!stuck_.empty()) most = std::chrono::milliseconds(0);
  // What came before this time is reported by the call.
  const Clock::time_point before = now_;
  if (!resting_.empty()) {
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(resting_.front()->until - before);
    most = std::clamp(rest, std::chrono::milliseconds(0), most);
  }
  std::array<epoll_event, kMostEvents> events;
  const int count = ::epoll_wait(polled_.descriptor(), events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(most.count()));
  now_ = Clock::now();
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    auto* const connection = static_cast<Connection*>(event.data.ptr);
    if (connection == nullptr) {
      std::uint64_t times = 0;
      static_cast<void>(!::read(woken_.descriptor(), &times, sizeof times));
      continue;
    }
    switch (connection->state) {
      case Connection::State::idle:  // it ended, or something came unasked
        close(*connection);
        break;
      case Connection::State::under_way:
        read(*connection, (event.events & EPOLLERR) != 0);
        break;
      case Connection::State::resting:
        read_surplus(*connection);
        break;
      case Connection::State::gone:
        break;
    }
  }
  if (count < static_cast<int>(kMostEvents)) end_rests(before);
  if (now_ - looked_at_ >= patience_ / 5) end_stalls();
  forget_gone();
}

void Replay::read(Connection& connection, bool is_broken) {
  // A read would take the error away from whoever continues the exchange.
  if (is_broken) {
    leave(connection, {});
    return;
  }
  const ssize_t got = ::recv(connection.channel.descriptor(), read_.data(), read_.size(), MSG_DONTWAIT);
  if (got < 0 && may_read_again(errno)) return;
  const std::string_view bytes(read_.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  const std::string_view expected = std::string_view(connection.recording->response).substr(connection.came);
  if (bytes.empty() || !expected.starts_with(bytes)) {
    leave(connection, bytes);
    return;
  }
  connection.came += bytes.size();
  if (bytes.size() < expected.size()) return;
  if (connection.recording->surplus_wait) {
    connection.state = Connection::State::resting;
    connection.until = now_ + *connection.recording->surplus_wait;
    const auto later = std::upper_bound(
        resting_.begin(), resting_.end(), connection.until,
        [](Clock::time_point until, const Connection* other) { return until < other->until; });
    resting_.insert(later, &connection);
  } else {
    connection.state = Connection::State::idle;
    connection.group->idle.push_back(&connection);
  }
  listener_.came(connection.ticket, connection.sent,
                 std::chrono::duration_cast<std::chrono::microseconds>(now_ - connection.sent));
}

void Replay::read_surplus(Connection& connection) {
  const ssize_t got = ::recv(connection.channel.descriptor(), read_.data(), kSurplusShown, MSG_DONTWAIT);
  if (got < 0 && may_read_again(errno)) return;
  const std::uint64_t ticket = connection.ticket;
  close(connection);
  listener_.rested(ticket, std::string(read_.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))));
}

// Those that were over at that time.
void Replay::end_rests(Clock::time_point before) {
  while (!resting_.empty() && resting_.front()->until <= before) {
    Connection& connection = *resting_.front();
    resting_.pop_front();
    connection.state = Connection::State::idle;
    connection.group->idle.push_back(&connection);
    listener_.rested(connection.ticket, {});
  }
}

void Replay::end_stalls() {
  looked_at_ = now_;
  for (std::size_t i = 0; i < connections_.size(); ++i) {  // the listener may add some
    Connection& connection = *connections_[i];
    if (connection.state == Connection::State::under_way && now_ - connection.sent >= patience_)
      listener_.stalls(connection.ticket, taken_from(connection, {}));
  }
}

void Replay::leave(Connection& connection, std::string_view more) {
  listener_.differs(connection.ticket, taken_from(connection, more));
}

// `more`: bytes after those that equal the recorded ones.
Begun Replay::taken_from(Connection& connection, std::string_view more) {
  Begun begun{.channel = std::move(connection.channel),
              .written = connection.written,
              .came = connection.recording->response.substr(0, connection.came),
              .since = connection.sent};
  begun.came += more;
  ::epoll_ctl(polled_.descriptor(), EPOLL_CTL_DEL, begun.channel.descriptor(), nullptr);
  close(connection);
  return begun;
}

// Its channel is closed when the connection is forgotten, unless it was moved away.
void Replay::close(Connection& connection) {
  Group& group = *connection.group;
  --group.open;
  switch (connection.state) {
    case Connection::State::idle:
      group.idle.erase(std::find(group.idle.begin(), group.idle.end(), &connection));
      break;
    case Connection::State::resting:
      resting_.erase(std::find(resting_.begin(), resting_.end(), &connection));
      break;
    case Connection::State::under_way:
    case Connection::State::gone:
      break;
  }
  connection.state = Connection::State::gone;
  has_gone_ = true;
}

void Replay::forget_gone() {
  if (!std::exchange(has_gone_, false)) return;
  std::erase_if(connections_, [](const std::unique_ptr<Connection>& connection) {
    return connection->state == Connection::State::gone;
  });
}

}  // namespace avouch
