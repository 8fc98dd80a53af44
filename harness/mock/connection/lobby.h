// SPDX-License-Identifier: MIT
// The connections that wait for their next request without a thread of their own, because others need one.
// One thread watches all of them, and gives back each whose peer has sent something.
//
//   MockLobby lobby(serve_again, close);
//   if (!lobby.enter(connection)) close(connection);   // it was stopped
//
// Thread-safe. Both functions are called on the thread of the lobby.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "mock/connection/connection.h"
#include "mock/connection/signal.h"

namespace avouch {

class MockLobby {
 public:
  using Leave = std::function<void(const std::shared_ptr<MockConnection>& connection)>;

  // `ready`: the peer has sent something. `gone`: it was silent for too long. Throws std::system_error if no
  // thread can be started.
  MockLobby(Leave ready, Leave gone);
  MockLobby(const MockLobby&) = delete;
  MockLobby& operator=(const MockLobby&) = delete;
  ~MockLobby();

  // Returns false once it was stopped.
  bool enter(std::shared_ptr<MockConnection> connection);

  // Gives all connections to `gone`. May be called repeatedly.
  void stop();

 private:
  struct Guest {
    std::shared_ptr<MockConnection> connection;
    std::chrono::steady_clock::time_point until;
  };

  void watch();
  bool look(std::vector<Guest>& guests);
  void leave(const std::shared_ptr<MockConnection>& connection) const;

  const Leave ready_;
  const Leave gone_;
  MockSignal changed_;
  std::mutex mutex_;
  std::vector<Guest> entering_;  // guarded by mutex_
  bool is_stopped_ = false;      // likewise
  std::thread thread_;
};

}  // namespace avouch
