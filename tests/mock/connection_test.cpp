// SPDX-License-Identifier: MIT
#include "mock/connection/connection.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "connected.h"
#include "mock/connection/door.h"
#include "mock/connection/signal.h"

namespace avouch {
namespace connection_test {

using std::chrono::milliseconds;

// Two ends of a connection.
class Ends {
 public:
  Ends() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_) != 0)
      throw std::runtime_error("no sockets");
  }
  ~Ends() {
    for (const int end : ends_) ::close(end);
  }
  Ends(const Ends&) = delete;
  Ends& operator=(const Ends&) = delete;

  int mock() const { return ends_[0]; }

  void send(std::string_view text) const {
    static_cast<void>(!::send(ends_[1], text.data(), text.size(), MSG_NOSIGNAL));
  }
  // What the peer finds, at most `most` bytes.
  std::size_t take(std::size_t most) {
    std::string taken(most, ' ');
    const ssize_t count = ::recv(ends_[1], taken.data(), most, MSG_DONTWAIT);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
  }
  std::size_t take_all() {
    std::size_t all = 0;
    while (const std::size_t count = take(64U * 1024U)) all += count;
    return all;
  }

 private:
  int ends_[2] = {-1, -1};
};

const std::string kLong(4U * 1024U * 1024U, 'x');  // more than the system keeps for a peer that reads nothing

TEST(MockConnection, GivesUpAResponseThatIsNotTaken) {
  Ends ends;
  const MockSignal pressure;
  int looks = 0;
  MockConnection connection(ends.mock(), [&] { return ++looks > 3; }, pressure.descriptor(),
                            {.pressed_silence = milliseconds{1}, .pressed_message = milliseconds{3'600'000}});
  EXPECT_LT(connection.write(kLong.data(), kLong.size()), 0);
  EXPECT_EQ(looks, 4);  // it waited while nobody else did
  EXPECT_FALSE(connection.send_written());
  EXPECT_LT(ends.take_all(), kLong.size());
}

TEST(MockConnection, DoesNotWaitAgainForASilentPeer) {
  Ends ends;
  const MockSignal pressure;
  int looks = 0;  // one after each silence
  MockConnection connection(ends.mock(), [&] { return ++looks > 0; }, pressure.descriptor(),
                            {.pressed_silence = milliseconds{1}});
  char byte = 0;
  EXPECT_LT(connection.read(&byte, 1), 0);
  connection.drain();
  EXPECT_EQ(looks, 1);
}

// While other connections wait.
constexpr MockPatience kNoPatience{.pressed_silence = milliseconds{1},
                                   .pressed_message = milliseconds{0},
                                   .pressed_mebibyte = milliseconds{0}};

TEST(MockConnection, GivesUpAResponseThatIsTakenTooSlowly) {
  Ends ends;
  const MockSignal pressure;
  std::size_t taken = 0;
  const auto takes_some = [&] {
    taken += ends.take(512U * 1024U);
    return true;
  };
  MockConnection connection(ends.mock(), takes_some, pressure.descriptor(), kNoPatience);
  EXPECT_LT(connection.write(kLong.data(), kLong.size()), 0);
  EXPECT_LT(taken + ends.take_all(), kLong.size());
}

TEST(MockConnection, SendsSlowlyWhileNobodyWaits) {
  Ends ends;
  const MockSignal pressure;
  std::size_t taken = 0;
  const auto takes_some = [&] {
    taken += ends.take(512U * 1024U);
    return false;
  };
  MockConnection connection(ends.mock(), takes_some, pressure.descriptor(), kNoPatience);
  EXPECT_EQ(connection.write(kLong.data(), kLong.size()), static_cast<ssize_t>(kLong.size()));
  EXPECT_EQ(taken + ends.take_all(), kLong.size());
}

TEST(MockConnection, DoesNotCountTheWaitForMemory) {
  Ends ends;
  const MockSignal pressure;
  MockConnection connection(ends.mock(), [] { return true; }, pressure.descriptor(),
                            {.pressed_message = milliseconds{0}});
  ends.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
  ASSERT_EQ(connection.next_request(), MockConnection::Next::request);
  std::string head(1024, ' ');  // that of the library
  ASSERT_GT(connection.read(head.data(), head.size()), 0);
  ends.send("a");
  char byte = 0;
  EXPECT_LT(connection.read(&byte, 1), 0);
  connection.excuse(std::chrono::hours{1});
  EXPECT_EQ(connection.read(&byte, 1), 1);
}

TEST(MockConnection, GivesALongRequestMoreTime) {
  const std::string part(64U * 1024U, 'x');
  for (const milliseconds more : {milliseconds{0}, milliseconds{3'600'000}}) {
    Ends ends;
    const MockSignal pressure;
    bool is_pressed = false;
    MockConnection connection(ends.mock(), [&] { return is_pressed; }, pressure.descriptor(),
                              {.pressed_message = milliseconds{0}, .pressed_mebibyte = more});
    ends.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n");
    ASSERT_EQ(connection.next_request(), MockConnection::Next::request);
    std::string to(part.size(), ' ');
    ASSERT_GT(connection.read(to.data(), to.size()), 0);  // the head of the library
    for (std::size_t read = 0; read < 1024U * 1024U;) {
      if (read % part.size() == 0) ends.send(part);
      const ssize_t count = connection.read(to.data(), to.size());
      ASSERT_GT(count, 0);
      read += static_cast<std::size_t>(count);
    }
    is_pressed = true;
    ends.send("a");
    EXPECT_EQ(connection.read(to.data(), 1) == 1, more.count() > 0);
  }
}

class Client {
 public:
  explicit Client(int port) : connection_(port) {}

  void ask(const std::string& target) const {
    static_cast<void>(connection_.send("GET " + target + " HTTP/1.1\r\nHost: mock\r\n\r\n"));
  }

  std::string first_answered() const {
    std::string begun(13, ' ');
    return ::recv(connection_.socket(), begun.data(), begun.size(), MSG_WAITALL) == 13 ? begun : "(none)";
  }

 private:
  Connected connection_;
};

// Each of these clients sends its next request before its last one is answered.
TEST(MockDoor, LetsClientsWithManyRequestsTakeTurns) {
  std::vector<std::unique_ptr<Client>> busy;
  std::atomic<bool> is_another_waiting = false;
  std::atomic<int> left = 100'000;
  const Result<std::unique_ptr<MockDoor>> door =
      MockDoor::open("127.0.0.1", 0, [&](const http::Request& request, MemoryShare& /*memory*/) {
        if (request.target != "/another" && (!is_another_waiting || --left > 0))
          busy[std::stoul(request.target.substr(1))]->ask(request.target);
        if (request.target == "/another") is_another_waiting = false;
        return http::Response{.status = 204};
      });
  ASSERT_TRUE(door);
  for (int i = 0; i < 70; ++i) busy.push_back(std::make_unique<Client>((*door)->port()));
  for (std::size_t i = 0; i < busy.size(); ++i) busy[i]->ask("/" + std::to_string(i));
  const Client another((*door)->port());
  is_another_waiting = true;
  another.ask("/another");
  EXPECT_EQ(another.first_answered(), "HTTP/1.1 204 ");
  EXPECT_GT(left, 0);
  (*door)->close();  // before the clients
}

}  // namespace connection_test
}  // namespace avouch
