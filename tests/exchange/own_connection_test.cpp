// SPDX-License-Identifier: MIT
// A loopback connection to itself: its local port equals its destination port.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "bench.h"
#include "exchange/connection/socket.h"

namespace avouch {
namespace own_connection_test {

using wire::Socket;

// A socket that is bound to a free port of the loopback and connected to that very port; closed where there
// is no such loopback.
template <typename Address>
Socket connected_to_itself(Address address) {
  Socket socket(
      ::socket(AF_INET6 == reinterpret_cast<const sockaddr&>(address).sa_family ? AF_INET6 : AF_INET,
               SOCK_STREAM | SOCK_CLOEXEC, 0));
  socklen_t size = sizeof address;
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  if (!socket.is_open() || ::bind(socket.descriptor(), raw, size) != 0 ||
      ::getsockname(socket.descriptor(), raw, &size) != 0 || ::connect(socket.descriptor(), raw, size) != 0)
    return Socket();
  return socket;
}

TEST(OwnConnection, IsKnownOverIpv4) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const Socket socket = connected_to_itself(address);
  ASSERT_TRUE(socket.is_open());
  ASSERT_EQ(::send(socket.descriptor(), "x", 1, MSG_NOSIGNAL), 1);
  char byte = 0;
  ASSERT_EQ(::recv(socket.descriptor(), &byte, 1, 0), 1);  // it reads what it wrote
  EXPECT_TRUE(wire::meets_itself(socket));
}

TEST(OwnConnection, IsKnownOverIpv6) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_addr = in6addr_loopback;
  const Socket socket = connected_to_itself(address);
  if (!socket.is_open()) GTEST_SKIP() << "no IPv6 here";
  EXPECT_TRUE(wire::meets_itself(socket));
}

TEST(OwnConnection, IsNoneToAServer) {
  RawServer server(always(plain_answer("")));
  const wire::Limit limit{wire::Clock::now() + std::chrono::hours(1)};
  const std::variant<Socket, Failure> connected = wire::connect_to("127.0.0.1", server.port(), limit);
  ASSERT_TRUE(std::holds_alternative<Socket>(connected));
  EXPECT_FALSE(wire::meets_itself(std::get<Socket>(connected)));
}

TEST(OwnConnection, IsNoneBeforeItIsMade) {
  EXPECT_FALSE(wire::meets_itself(Socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))));
}

}  // namespace own_connection_test
}  // namespace avouch
