// SPDX-License-Identifier: MIT
// Serves a httplib::Server of your own on a free port of the loopback address, as a target for tests.
//
//   httplib::Server server;
//   server.Get("/books", …);
//   const avouch::InProcess target = avouch::in_process(server);
//   avouch::register_clauses(contract, target.url());
//
// Servers of other libraries (Drogon, Crow) listen on a port of their own: pass their URL. Also prints
// httplib::Response in failure messages.
#pragma once

#include <httplib.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

namespace avouch {

// Serves as long as it lives. `server` must outlive it.
class InProcess {
 public:
  // Throws std::runtime_error if no port is free.
  explicit InProcess(httplib::Server& server) : server_(server), port_(server.bind_to_any_port("127.0.0.1")) {
    if (port_ <= 0) throw std::runtime_error("no free port on 127.0.0.1");
    thread_ = std::thread([this] {
      server_.listen_after_bind();
      has_ended_ = true;
    });
  }
  InProcess(const InProcess&) = delete;
  InProcess& operator=(const InProcess&) = delete;
  ~InProcess() {
    // Before it runs, stop() has no effect, and the thread would not end.
    while (!server_.is_running() && !has_ended_) std::this_thread::yield();
    server_.stop();
    thread_.join();
  }

  int port() const { return port_; }
  // "http://127.0.0.1:40123"
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  httplib::Server& server_;
  int port_;
  std::atomic<bool> has_ended_{false};
  std::thread thread_;
};

inline InProcess in_process(httplib::Server& server) {
  return InProcess(server);
}

}  // namespace avouch

// How GoogleTest prints a response, in place of its bytes: "200, 44 bytes of application/json".
namespace httplib {

inline void PrintTo(const Response& response, std::ostream* out) {
  *out << response.status << ", " << response.body.size() << " bytes of "
       << response.get_header_value("Content-Type");
}

}  // namespace httplib
