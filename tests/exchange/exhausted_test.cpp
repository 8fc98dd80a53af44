// SPDX-License-Identifier: MIT
// Exhausted resources of this process (memory, descriptors) must not be blamed on the target.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <fstream>
#include <functional>

#include "bench.h"
#include "fixtures/sanitized.h"

namespace avouch {
namespace exhausted_test {

constexpr std::size_t kMiB = 1024U * 1024U;

std::size_t address_space() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void limit(decltype(RLIMIT_AS) what, std::size_t value) {
  const rlimit limits{value, value};
  if (::setrlimit(what, &limits) != 0) ::_exit(3);
}

// What the exchange came to in a process of its own, once that is starved. The server stays in this one.
std::string outcome_in(const std::function<void()>& starved, const std::function<Exchange()>& exchange) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    starved();
    std::string text = "left by an exception";
    try {
      const Exchange made = exchange();
      text = outcome_of(made) + ": " + reason_of(made);
    } catch (...) {
    }
    static_cast<void>(!::write(ends[1], text.data(), text.size()));
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string text;
  char buffer[512];
  for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  return text;
}

std::string zipped(std::size_t size) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string plain(size, ' ');
  std::string out(deflateBound(&stream, size), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST(Exhausted, MemoryWhileContentIsDecoded) {
  if (kIsSanitized) GTEST_SKIP() << "a sanitizer reserves more than any limit";
  RawServer server(always(plain_answer(zipped(60 * kMiB), "Content-Encoding: gzip\r\n")));
  Sender sender(server.url());
  const std::string outcome =
      outcome_in([] { limit(RLIMIT_AS, address_space() + 20 * kMiB); }, [&] { return sender.get(); });
  EXPECT_TRUE(outcome.starts_with("content exhausted: this process has no memory left")) << outcome;
}

TEST(Exhausted, MemoryWhileContentIsRead) {
  if (kIsSanitized) GTEST_SKIP() << "a sanitizer reserves more than any limit";
  for (const bool is_chunked : {false, true}) {
    const std::string body(60 * kMiB, 'x');
    const std::string chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3c00000\r\n" + body;
    RawServer server(always(is_chunked ? RawAnswer{.chunks = {chunk, "\r\n0\r\n\r\n"}} : plain_answer(body)));
    Sender sender(server.url());
    const std::string outcome =
        outcome_in([] { limit(RLIMIT_AS, address_space() + 20 * kMiB); }, [&] { return sender.get(); });
    EXPECT_TRUE(outcome.starts_with("content exhausted: this process has no memory left")) << outcome;
  }
}

// However little there is: never a fault of the target, and nothing that ends the process.
TEST(Exhausted, MemoryAnywhere) {
  if (kIsSanitized) GTEST_SKIP() << "a sanitizer reserves more than any limit";
  RawServer server(always(plain_answer(zipped(4 * kMiB), "Content-Encoding: gzip\r\n")));
  for (std::size_t more = 0; more < 6 * kMiB; more += 256U * 1024U) {
    Sender sender(server.url());
    const std::string outcome =
        outcome_in([&] { limit(RLIMIT_AS, address_space() + more); }, [&] { return sender.get(); });
    EXPECT_TRUE(outcome.starts_with("complete") || outcome.starts_with("content exhausted") ||
                outcome.starts_with("exhausted") || outcome == "left by an exception")
        << more << ": " << outcome;
  }
}

TEST(Exhausted, Descriptors) {
  RawServer server(always(plain_answer("")));
  Sender sender(server.url());
  const std::string outcome = outcome_in([] { limit(RLIMIT_NOFILE, 3); }, [&] { return sender.get(); });
  EXPECT_TRUE(outcome.starts_with("exhausted: no more files can be opened")) << outcome;
}

}  // namespace exhausted_test
}  // namespace avouch
