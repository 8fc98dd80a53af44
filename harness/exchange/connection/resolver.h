// SPDX-License-Identifier: MIT
// From a host name to the addresses where it may be.
//
//   std::variant<std::vector<Address>, Failure> addresses = resolve("api.example.com", 443, limit);
//
// Any thread may ask. getaddrinfo cannot be stopped, so a thread of its own asks it and may outlive the
// asker.
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

// In the resolver's order (RFC 6724); at least one. `host` is a name or an address without brackets.
std::variant<std::vector<Address>, Failure> resolve(const std::string& host, int port, const Limit& limit);

// What this process or its system lacks, where `error`, an errno, tells of that and not of the target.
std::optional<Failure> own_lack(int error);

}  // namespace avouch::wire
