// SPDX-License-Identifier: MIT
// From a host name to a connected socket.
#pragma once

#include <string>
#include <variant>

#include "exchange/channel.h"
#include "exchange/exchange.h"
#include "exchange/wait.h"

namespace avouch::wire {

// Tries each address of `host` in the resolver's order (RFC 6724), giving each its share of the time that is
// left. `host` is a name or an address without brackets. The socket does not block.
std::variant<Socket, Failure> connect_to(const std::string& host, int port, const Limit& limit);

// Whether the socket is connected to itself. On the loopback, where nothing listens at a port of the range
// that local ports are taken from, a client may be given that very port, and its SYN then meets itself (RFC
// 9293 §3.5, simultaneous open): it would read its own request as the answer.
bool meets_itself(const Socket& socket);

}  // namespace avouch::wire
