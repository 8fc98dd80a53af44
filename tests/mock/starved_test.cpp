// SPDX-License-Identifier: MIT
// A mock in a process that cannot start more threads.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <string>
#include <system_error>
#include <thread>

#include "base/result.h"
#include "connected.h"
#include "fixtures/sanitized.h"
#include "mock/connection/door.h"

namespace avouch {
namespace starved_test {

// After this, no thread can be started: there is no room for a stack, and the stacks of threads that ended
// are in use.
void starve() {
  constexpr std::size_t kRoom = 4U * 1024U * 1024U;
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const std::size_t limit = pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) + kRoom;
  const rlimit limits{limit, limit};
  if (::setrlimit(RLIMIT_AS, &limits) != 0) ::_exit(3);
  try {
    for (int i = 0; i < 1000; ++i) std::thread([] { ::pause(); }).detach();
  } catch (const std::system_error&) {
    return;
  }
  ::_exit(4);
}

MockDoor::Answer says(const char* text) {
  return [text](const http::Request&, MemoryShare&) { return http::Response{.status = 200, .body = text}; };
}

// A process of its own that writes one line, and lives until its standard input is closed or it is left.
class Child {
 public:
  explicit Child(const std::function<void(int line)>& work) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) {
      ::close(ends[0]);
      work(ends[1]);
      ::_exit(0);
    }
    ::close(ends[1]);
    char byte = 0;
    while (::read(ends[0], &byte, 1) == 1 && byte != '\n') line_ += byte;
    ::close(ends[0]);
  }
  ~Child() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  const std::string& line() const { return line_; }

 private:
  pid_t process_ = -1;
  std::string line_;
};

void tell(int line, std::string text) {
  text += '\n';
  static_cast<void>(!::write(line, text.data(), text.size()));
}

class Client {
 public:
  explicit Client(int port) : connection_(port) {}

  // What comes until the body that says() makes, or the connection's end.
  std::string ask() {
    static_cast<void>(connection_.send("GET / HTTP/1.1\r\nHost: mock\r\n\r\n"));
    std::string answer;
    char buffer[512];
    for (ssize_t got = 0;
         !answer.ends_with("hello") && (got = ::recv(connection_.socket(), buffer, sizeof buffer, 0)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(got));
    return answer;
  }

 private:
  Connected connection_;
};

TEST(StarvedMock, DoesNotStartWithoutAThread) {
  if (kIsSanitized) GTEST_SKIP() << "a sanitizer reserves more than any limit";
  const Child child([](int line) {
    starve();
    try {
      const Result<std::unique_ptr<MockDoor>> door = MockDoor::open("127.0.0.1", 0, says("hello"));
      tell(line, door ? "it started" : door.errors().front().title);
    } catch (const std::system_error& error) {
      tell(line, error.what());
    }
  });
  EXPECT_TRUE(child.line().starts_with("no thread can be started to serve connections: ")) << child.line();
}

TEST(StarvedMock, ServesWithTheThreadThatItHas) {
  if (kIsSanitized) GTEST_SKIP() << "a sanitizer reserves more than any limit";
  const Child child([](int line) {
    const Result<std::unique_ptr<MockDoor>> door = MockDoor::open("127.0.0.1", 0, says("hello"));
    if (!door) return tell(line, "0");
    starve();
    tell(line, std::to_string((*door)->port()));
    while (true) ::pause();
  });
  const int port = std::stoi(child.line());
  ASSERT_GT(port, 0);
  std::vector<std::unique_ptr<Client>> clients;  // each keeps its connection
  for (int i = 0; i < 5; ++i) {
    clients.push_back(std::make_unique<Client>(port));
    const std::string answer = clients.back()->ask();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("hello")) << i << ": " << answer;
  }
}

}  // namespace starved_test
}  // namespace avouch
