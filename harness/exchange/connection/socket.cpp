// SPDX-License-Identifier: MIT
#include "exchange/connection/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "base/text.h"
#include "exchange/connection/resolver.h"

namespace avouch::wire {
namespace {

// Returns 0 if `socket` is connected, otherwise an errno.
int connect_one(const Socket& socket, const Address& address, const Limit& limit) {
  if (::connect(socket.descriptor(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0)
    return 0;
  if (errno != EINPROGRESS && errno != EINTR) return errno;
  switch (wait_for(socket.descriptor(), POLLOUT, limit)) {
    case Waited::ready:
      break;
    case Waited::timed_out:
      return ETIMEDOUT;
    case Waited::interrupted:
      return EINTR;
  }
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket.descriptor(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

Failure unreachable(int error, const std::string& host, int port) {
  const std::string place =
      shown(host.find(':') == std::string::npos ? host : "[" + host + "]") + " port " + std::to_string(port);
  switch (error) {
    case ECONNREFUSED:
      return {Failure::Kind::unreachable,
              "nothing listens at " + place +
                  " (connection refused): check the target's port and that the server runs"};
    case ETIMEDOUT:
      return {Failure::Kind::unreachable,
              "no connection to " + place +
                  " within --connect-timeout: check the target's address and the firewalls on the way"};
    default:  // the set of errors is open: the system defines it
      return {Failure::Kind::unreachable, "no connection to " + place + " (" +
                                              std::generic_category().message(error) +
                                              "): check the target's address and the network"};
  }
}

}  // namespace

Socket::Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Socket& Socket::operator=(Socket&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

Socket::~Socket() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::variant<Socket, Failure> connect_to(const std::string& host, int port, const Limit& limit) {
  std::variant<std::vector<Address>, Failure> resolved = resolve(host, port, limit);
  if (Failure* failure = std::get_if<Failure>(&resolved)) return std::move(*failure);
  const std::vector<Address>& addresses = std::get<std::vector<Address>>(resolved);

  int error = 0;
  std::size_t left = addresses.size();
  for (const Address& address : addresses) {
    const Clock::time_point now = limit.now();
    Limit share = limit;
    share.deadline = now + (limit.deadline - now) / static_cast<int>(left--);
    Socket socket(::socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.is_open()) {
      error = errno;
      continue;
    }
    const int on = 1;
    // Requests are written in one piece, so waiting for more data only costs time. A failure here is
    // harmless.
    static_cast<void>(::setsockopt(socket.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
    error = connect_one(socket, address, share);
    if (error == 0 && meets_itself(socket)) error = ECONNREFUSED;
    if (error == 0) return socket;
    if (look(limit) == Waited::interrupted)
      return Failure{Failure::Kind::interrupted, "the run was interrupted"};
  }
  if (std::optional<Failure> lack = own_lack(error)) return std::move(*lack);
  return unreachable(error, host, port);
}

bool meets_itself(const Socket& socket) {
  const auto end = [&](decltype(&::getsockname) ask, sockaddr_storage& address) {
    socklen_t size = sizeof address;
    return ask(socket.descriptor(), reinterpret_cast<sockaddr*>(&address), &size) == 0;
  };
  sockaddr_storage own{};
  sockaddr_storage peer{};
  if (!end(&::getsockname, own) || !end(&::getpeername, peer) || own.ss_family != peer.ss_family)
    return false;
  if (own.ss_family == AF_INET) {
    const auto& left = reinterpret_cast<const sockaddr_in&>(own);
    const auto& right = reinterpret_cast<const sockaddr_in&>(peer);
    return left.sin_port == right.sin_port && left.sin_addr.s_addr == right.sin_addr.s_addr;
  }
  if (own.ss_family != AF_INET6) return false;
  const auto& left = reinterpret_cast<const sockaddr_in6&>(own);
  const auto& right = reinterpret_cast<const sockaddr_in6&>(peer);
  return left.sin6_port == right.sin6_port && left.sin6_scope_id == right.sin6_scope_id &&
         std::equal(std::begin(left.sin6_addr.s6_addr), std::end(left.sin6_addr.s6_addr),
                    std::begin(right.sin6_addr.s6_addr));
}

}  // namespace avouch::wire
