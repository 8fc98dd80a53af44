// SPDX-License-Identifier: MIT
// Resolves a host name to its addresses.
//
//   std::variant<std::vector<Address>, Failure> addresses = resolve("api.example.com", 443, limit);
//
// Thread-safe. getaddrinfo cannot be cancelled, so it runs on its own thread, which may outlive the call.
#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "exchange/connection/limit.h"
#include "exchange/exchange.h"

namespace avouch::wire {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  int family = AF_UNSPEC;
};

// Addresses in the resolver's order (RFC 6724); at least one. `host` is a name or an address without
// brackets.
std::variant<std::vector<Address>, Failure> resolve(const std::string& host, int port, const Limit& limit);

// Says which resource this process or its system lacks, if the errno `error` means that. nullopt if the
// target is the cause.
std::optional<Failure> own_lack(int error);

}  // namespace avouch::wire
