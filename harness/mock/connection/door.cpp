// SPDX-License-Identifier: MIT
#include "mock/connection/door.h"

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <new>
#include <set>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>

#include "base/memory_budget.h"
#include "mock/answer/problem.h"
#include "mock/connection/connection.h"
#include "mock/connection/framing.h"
#include "mock/connection/lobby.h"
#include "mock/connection/pool.h"

namespace avouch {
namespace {

constexpr std::size_t kMostContent = 256U * 1024U * 1024U;  // bytes of the content of all requests together
constexpr int kBacklog = 128;  // cpp-httplib's 5 is too small for a burst of probes

// The connection that this thread serves. The library passes a request on before it has read the content.
thread_local MockConnection* served_here = nullptr;

// Sets the connection of this thread for the lifetime of this object.
class ServedHere {
 public:
  explicit ServedHere(MockConnection& connection) { served_here = &connection; }
  ~ServedHere() { served_here = nullptr; }
  ServedHere(const ServedHere&) = delete;
  ServedHere& operator=(const ServedHere&) = delete;
};
// Whether the response has its own Accept-Ranges. The library adds one to responses to HEAD.
thread_local bool says_ranges_here = false;

// RFC 9112 §6.3: after a request with bad framing, nothing more is read from the connection.
http::Response answered(const MockDoor::Answer& answer, const MockDoor::Refused& refused,
                        MemoryShare& memory) {
  const RequestHead& head = served_here->head();
  http::Request request = head.request;
  const auto read = [&memory](char* to, std::size_t size) -> std::size_t {
    served_here->excuse(memory.waited());
    return static_cast<std::size_t>(std::max<ssize_t>(served_here->read(to, size), 0));
  };
  std::variant<std::string, BadFraming> content =
      head.fault ? *head.fault : content_of(request.fields, read, &memory);
  if (const auto* bad = std::get_if<BadFraming>(&content)) {
    served_here->expect_no_more();
    http::Response response = problem(bad->status, bad->why);
    if (refused) refused(request, response, bad->why);
    return response;
  }
  request.body = std::get<std::string>(std::move(content));
  return answer(request, memory);
}

void fill_in(const http::Response& from, httplib::Response& to) {
  to.status = from.status;
  to.body = from.body;
  says_ranges_here = http::contains(from.fields, "Accept-Ranges");
  for (const http::Field& field : from.fields) {
    // A second framing field would make the client wait for content that never comes.
    if (!http::is_for_the_connection(field.name)) to.headers.emplace(field.name, field.value);
  }
}

class Server : public httplib::Server {
 public:
  Server(MockDoor::Answer answer, MockDoor::Refused refused) {
    set_pre_routing_handler([this, answer = std::move(answer), refused = std::move(refused)](
                                const httplib::Request&, httplib::Response& response) {
      try {
        MemoryShare memory(memory_);
        memory.wait_for_others(&is_closing_);
        fill_in(answered(answer, refused, memory), response);
      } catch (const std::bad_alloc&) {
        served_here->give_up();  // better than one that looks documented
      }
      return HandlerResponse::Handled;
    });
    // Removes fields that the library adds without documentation, or that RFC 9110 §8.6 forbids.
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      response.headers.erase("Keep-Alive");
      if (!says_ranges_here) response.headers.erase("Accept-Ranges");
      if (!served_here->expects_more()) {
        response.headers.erase("Connection");
        response.headers.emplace("Connection", "close");
      }
      if (response.status == 204) response.headers.erase("Content-Length");
    });
    set_socket_options([this](int socket) {
      const int on = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
      listening_ = socket;
    });
    new_task_queue = [this] {
      running_.set_value();
      return made_pool_.release();
    };
  }

  // Throws std::system_error if no thread can be started. Must be called before listening.
  void make_pool() {
    made_pool_ = std::make_unique<MockPool>();
    pool_ = made_pool_.get();
    lobby_ = std::make_unique<MockLobby>(
        [this](const std::shared_ptr<MockConnection>& connection) {
          pool_->enqueue([this, connection] { serve(connection); });
        },
        [this](const std::shared_ptr<MockConnection>& connection) { end(connection->socket()); });
  }

  // Returns the port, or -1.
  int bind(const std::string& host, int port) {
    const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
    if (bound > 0) ::listen(listening_, kBacklog);
    return bound;
  }

  // Without memory for a connection, it stops accepting; clients wait until they give up.
  void listen_in_peace() {
    try {
      listen_after_bind();
    } catch (const std::bad_alloc&) {
    }
  }

  // stop() has no effect before the library runs, so start must wait for that.
  void wait_until_running() { running_.get_future().wait(); }

  void close_connections() {
    {
      const std::lock_guard lock(mutex_);
      is_closing_ = true;
      for (int socket : connections_) ::shutdown(socket, SHUT_RDWR);
    }
    lobby_->stop();  // before the library destroys the pool
  }

 private:
  void note_connection(int socket) {
    const std::lock_guard lock(mutex_);
    connections_.insert(socket);
    if (is_closing_) ::shutdown(socket, SHUT_RDWR);
  }

  bool process_and_close_socket(socket_t socket) override {
    // A long response is sent in pieces. Without this, the second waits for the peer's delayed
    // acknowledgement.
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::shared_ptr<MockConnection> connection;
    try {
      note_connection(socket);
      connection = std::make_shared<MockConnection>(
          socket, [this] { return pool_->is_starved() || memory_->waiting() > 0; }, pool_->starved());
    } catch (const std::bad_alloc&) {  // must not leave the thread: ends the connection without a response
      end(socket);
      return true;
    }
    serve(connection);
    return true;
  }

  // Until the connection ends, or leaves its thread to others.
  void serve(const std::shared_ptr<MockConnection>& connection) {
    try {
      if (!serve_requests(connection)) return;
      if (!connection->expects_more()) connection->drain();
    } catch (const std::bad_alloc&) {
    }
    end(connection->socket());
  }

  // Returns false if it is in the lobby.
  bool serve_requests(const std::shared_ptr<MockConnection>& connection) {
    const ServedHere served(*connection);
    bool closed = false;
    while (!closed) {
      switch (connection->next_request()) {
        case MockConnection::Next::request:
          break;
        case MockConnection::Next::displaced:
          return !lobby_->enter(connection);
        case MockConnection::Next::end:
          return true;
      }
      const bool is_done = process_request(*connection, false, closed, {});
      if (!connection->send_written() || !is_done) break;
      // A peer that always has a next request must not keep the thread from others: they take turns.
      if (pool_->is_starved() && connection->expects_more() && !closed) return !lobby_->enter(connection);
    }
    return true;
  }

  void end(int socket) {
    {
      const std::lock_guard lock(mutex_);
      connections_.erase(socket);
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
  }

  const std::shared_ptr<MemoryBudget> memory_ = std::make_shared<MemoryBudget>(kMostContent);
  std::promise<void> running_;
  std::unique_ptr<MockPool> made_pool_;  // until the library takes ownership
  MockPool* pool_ = nullptr;
  int listening_ = -1;
  std::mutex mutex_;
  std::set<int> connections_;
  std::atomic<bool> is_closing_ = false;
  std::unique_ptr<MockLobby> lobby_;  // stops first
};

}  // namespace

struct MockDoor::State {
  State(Answer answer, Refused refused) : server(std::move(answer), std::move(refused)) {}

  Server server;
  int port = 0;
  std::thread thread;
  std::once_flag closed;
};

Result<std::unique_ptr<MockDoor>> MockDoor::open(const std::string& host, int port, Answer answer,
                                                 Refused refused) {
  auto state = std::make_unique<State>(std::move(answer), std::move(refused));
  state->port = state->server.bind(host, port);
  if (state->port <= 0) {
    return Error{
        "cannot listen on " + host + ":" + std::to_string(port), {}, "Name a free port, or give --port 0."};
  }
  try {
    state->server.make_pool();
    state->thread = std::thread([server = &state->server] { server->listen_in_peace(); });
  } catch (const std::system_error& error) {
    throw std::system_error(
        error.code(),
        "no thread can be started to serve connections: raise the limits on processes and "
        "memory (ulimit -u and -v)");
  }
  state->server.wait_until_running();
  return std::unique_ptr<MockDoor>(new MockDoor(std::move(state)));
}

MockDoor::MockDoor(std::unique_ptr<State> state) : state_(std::move(state)) {}
MockDoor::~MockDoor() {
  close();
}

int MockDoor::port() const {
  return state_->port;
}

void MockDoor::close() {
  std::call_once(state_->closed, [this] {
    state_->server.close_connections();
    state_->server.stop();
    state_->thread.join();
  });
}

}  // namespace avouch
