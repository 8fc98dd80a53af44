// SPDX-License-Identifier: MIT
// A connected TCP socket.
//
//   std::variant<Socket, Failure> connected = connect_to("127.0.0.1", 8080, limit);
#pragma once

#include <string>
#include <variant>

#include "exchange/connection/limit.h"
#include "exchange/exchange.h"

namespace avouch::wire {

// Owns its descriptor.
class Socket {
 public:
  explicit Socket(int descriptor = -1) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept;
  Socket& operator=(Socket&& other) noexcept;
  ~Socket();

  int descriptor() const { return descriptor_; }
  bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

// Tries each address of `host` in the resolver's order. Each gets a share of the remaining time. `host` is a
// name or an address without brackets. The socket is non-blocking.
std::variant<Socket, Failure> connect_to(const std::string& host, int port, const Limit& limit);

// Whether the socket is connected to itself. On the loopback, a client that connects to an unused port of the
// ephemeral range may get that same port as its local port. Its SYN then reaches itself (RFC 9293 §3.5,
// simultaneous open), and it would read its own request as the response.
bool meets_itself(const Socket& socket);

}  // namespace avouch::wire
