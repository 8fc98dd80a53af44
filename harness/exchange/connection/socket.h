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

// Tries each address of `host` in the resolver's order, giving each its share of the time that is left.
// `host` is a name or an address without brackets. The socket does not block.
std::variant<Socket, Failure> connect_to(const std::string& host, int port, const Limit& limit);

// Whether the socket is connected to itself. On the loopback, where nothing listens at a port of the range
// that local ports are taken from, a client may be given that very port, and its SYN then meets itself (RFC
// 9293 §3.5, simultaneous open): it would read its own request as the answer.
bool meets_itself(const Socket& socket);

}  // namespace avouch::wire
