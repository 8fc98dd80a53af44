// SPDX-License-Identifier: MIT
// Sends recorded requests again, and compares what comes with the recorded responses. One thread carries out
// many such exchanges at once: nothing is parsed, copied or allocated.
//
//   std::unique_ptr<Replay> replay = Replay::make(listener, 36);
//   if (replay->begin(*exchange.received()->recording, 1) == Replay::Start::begun) …
//   replay->wait(20ms);   // listener.came(1, …), listener.differs(1, …)
//
// It takes idle connections from those of the recording and opens none. It uses the one that has been idle
// for longest, so that it sees what a server sends without being asked.
//
// Not thread-safe, except for wake().
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/connection/socket.h"
#include "exchange/recording.h"

namespace avouch {

class Replay {
 public:
  using Clock = std::chrono::steady_clock;

  // What wait() calls. It may call begin().
  class Listener {
   public:
    virtual ~Listener() = default;
    // The response equals the recorded one. A surplus may still come, if the recording has no content.
    virtual void came(std::uint64_t ticket, Clock::time_point sent, std::chrono::microseconds elapsed) = 0;
    // The surplus after a response that came() was told of; empty: there is none.
    virtual void rested(std::uint64_t ticket, std::string surplus) = 0;
    // Another byte came, or the connection ended or broke.
    virtual void differs(std::uint64_t ticket, Begun begun) = 0;
    // The response is not complete after so much time, and has not differed so far.
    virtual void stalls(std::uint64_t ticket, Begun begun) = 0;
  };

  static constexpr std::chrono::milliseconds kPatience{50};

  // `most`: connections of each transport that it may have. Null if the system gives no descriptors for it.
  // `patience`: how long it waits for a response.
  static std::unique_ptr<Replay> make(Listener& listener, std::size_t most,
                                      std::chrono::milliseconds patience = kPatience);

  enum class Start {
    begun,
    busy,  // all connections that it may have are under way or at rest: try again after wait()
    none,  // no connection is idle: try again after Connections::open()
  };
  // `recording` must live until the listener was told of the end of the exchange and of its rest.
  Start begin(const Recording& recording, std::uint64_t ticket);

  // Waits for events, for that time at most, and tells the listener.
  void wait(std::chrono::milliseconds most);
  // Ends wait(). May be called by any thread.
  void wake();

  // Whether one of the transports is cancelled.
  bool is_cancelled() const;

 private:
  struct Connection;

  // The connections of one transport.
  struct Group {
    const Cancellation* cancellation = nullptr;
    std::size_t open = 0;
    std::deque<Connection*> idle;  // the one that was used last is at the end
  };

  struct Connection {
    enum class State { idle, under_way, resting, gone };

    wire::Channel channel;
    Group* group = nullptr;
    State state = State::idle;
    const Recording* recording = nullptr;
    std::uint64_t ticket = 0;
    std::size_t written = 0;
    std::size_t came = 0;  // bytes of the response, as recorded
    Clock::time_point sent = {};
    Clock::time_point until = {};  // of its rest
  };

  Replay(Listener& listener, std::size_t most, std::chrono::milliseconds patience, wire::Socket polled,
         wire::Socket woken);

  Connection* idle_one(const Recording& recording, Group& group);
  void write(Connection& connection);
  void read(Connection& connection, bool is_broken);
  void read_surplus(Connection& connection);
  Begun taken_from(Connection& connection, std::string_view more);
  void leave(Connection& connection, std::string_view more);
  void close(Connection& connection);
  void end_rests(Clock::time_point before);
  void end_stalls();
  void forget_gone();

  Listener& listener_;
  const std::size_t most_;
  const std::chrono::milliseconds patience_;
  const wire::Socket polled_;  // epoll
  const wire::Socket woken_;   // eventfd
  std::vector<std::unique_ptr<Connection>> connections_;
  std::map<Connections*, Group> groups_;
  std::deque<Connection*> resting_;  // in the order of their ends
  std::vector<Connection*> stuck_;   // whose request could not be written whole
  bool has_gone_ = false;
  Clock::time_point now_;        // after the last wait for events
  Clock::time_point looked_at_;  // when end_stalls() looked
  std::array<char, kMostRecorded + 1> read_;
};

}  // namespace avouch
