// SPDX-License-Identifier: MIT
// Connections: reuse, closing, retries, and many at once.
#include <gtest/gtest.h>

#include <new>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>

#include "bench.h"

namespace avouch {
namespace connections_test {

using End = RawAnswer::End;

struct Reuse {
  std::string name;
  std::string bytes;
  std::size_t connections;  // that two requests take
  End end = End::keep_open;
  http::Request request = {};
};

void PrintTo(const Reuse& one, std::ostream* out) {
  *out << one.name;
}

class Reuses : public testing::TestWithParam<Reuse> {};

TEST_P(Reuses, OneConnectionOrNot) {
  RawServer server(always(GetParam().bytes, GetParam().end));
  Sender sender(server.url());
  for (int i = 0; i < 2; ++i) {
    const Exchange exchange = sender.send(GetParam().request);
    ASSERT_NE(exchange.received(), nullptr) << reason_of(exchange);
  }
  EXPECT_EQ(server.requests().size(), 2U);
  EXPECT_EQ(server.connections(), GetParam().connections);
}

const std::string kBody = "Content-Length: 4\r\n\r\nbody";

INSTANTIATE_TEST_SUITE_P(
    Connections, Reuses,
    testing::Values(
        Reuse{"Length", "HTTP/1.1 200 OK\r\n" + kBody, 1},
        Reuse{"Chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n", 1},
        Reuse{"NoContent", "HTTP/1.1 204 No Content\r\n\r\n", 1},
        Reuse{"Head", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", 1, End::keep_open, {.method = "HEAD"}},
        Reuse{"Http10KeepAlive", "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n" + kBody, 1},
        Reuse{"ConnectionClose", "HTTP/1.1 200 OK\r\nConnection: close\r\n" + kBody, 2},
        Reuse{"ConnectionCloseInAList", "HTTP/1.1 200 OK\r\nConnection: upgrade , CLOSE\r\n" + kBody, 2},
        Reuse{"Http10", "HTTP/1.0 200 OK\r\n" + kBody, 2},
        Reuse{"UntilClose", "HTTP/1.1 200 OK\r\n\r\nbody", 2, End::close},
        Reuse{"GarbageAfter",
              "HTTP/1.1 200 OK\r\n" + kBody + "HTTP/1.1 666 Never\r\nContent-Length: 0\r\n\r\n", 2},
        Reuse{"ClosedWhileIdle", "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n" + kBody, 2, End::close},
        Reuse{"NoContentWithContent", "HTTP/1.1 204 No Content\r\n\r\nbody", 2},
        Reuse{"RequestAsksToClose",
              "HTTP/1.1 200 OK\r\n" + kBody,
              2,
              End::keep_open,
              {.fields = {{"Connection", "close"}}}},
        Reuse{"BothLengths",
              "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 2}),
    [](const auto& param_info) { return param_info.param.name; });

// The first answer keeps the connection; the second request's connection dies without a byte.
RawServer::Handler dies_at_second(End how) {
  return [how, count = 0](const std::string&) mutable {
    ++count;
    return count == 2 ? RawAnswer{.end = how} : plain_answer(std::to_string(count));
  };
}

TEST(Stale, ConnectionIsReplacedOnceForAnIdempotentMethod) {
  for (const End how : {End::close, End::reset}) {
    RawServer server(dies_at_second(how));
    Sender sender(server.url());
    EXPECT_EQ(body_of(sender.get()), "1");
    EXPECT_EQ(body_of(sender.get()), "3");
    EXPECT_EQ(server.connections(), 2U);
  }
}

TEST(Stale, ConnectionIsNotReplacedForPost) {
  RawServer server(dies_at_second(End::close));
  Sender sender(server.url());
  sender.get();
  EXPECT_EQ(outcome_of(sender.send({.method = "POST"})), "closed");
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(Stale, ConnectionThatGaveABeginningIsNotReplaced) {
  RawServer server([count = 0](const std::string&) mutable {
    return ++count == 1 ? plain_answer("1") : RawAnswer{.chunks = {"HTTP/1.1 2"}, .end = End::close};
  });
  Sender sender(server.url());
  sender.get();
  EXPECT_EQ(outcome_of(sender.get()), "closed");
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(Stale, FreshConnectionIsNotTriedAgain) {
  RawServer server(always("", End::close));
  Sender sender(server.url());
  EXPECT_EQ(outcome_of(sender.get()), "closed");
  EXPECT_EQ(server.requests().size(), 1U);
}

struct Retry {
  std::string name;
  RawAnswer answer;
  std::string method;
  std::size_t requests;  // that --retry 2 makes of one
};

void PrintTo(const Retry& one, std::ostream* out) {
  *out << one.name;
}

class Retries : public testing::TestWithParam<Retry> {};

TEST_P(Retries, OnlyWhereNoHeadCame) {
  RawServer server(always(GetParam().answer));
  TransportOptions options;
  options.retry = 2;
  Sender sender(server.url(), options);
  sender.send({.method = GetParam().method});
  EXPECT_EQ(server.requests().size(), GetParam().requests);
}

INSTANTIATE_TEST_SUITE_P(
    Connections, Retries,
    testing::Values(Retry{"Closed", {.end = End::close}, "GET", 3},
                    Retry{"ClosedForPost", {.end = End::close}, "POST", 1},
                    Retry{"ClosedInHead", {.chunks = {"HTTP/1.1 2"}, .end = End::close}, "GET", 3},
                    Retry{"ServerError", plain_answer("", "", "503 Service Unavailable"), "GET", 1},
                    Retry{"Malformed", {.chunks = {"hello"}, .end = End::close}, "GET", 1},
                    Retry{"CutShort",
                          {.chunks = {"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"}, .end = End::close},
                          "GET",
                          1}),
    [](const auto& param_info) { return param_info.param.name; });

TEST(Retrying, TakesTheFirstAnswer) {
  RawServer server([count = 0](const std::string&) mutable {
    return ++count < 3 ? RawAnswer{.end = End::close} : plain_answer("third");
  });
  TransportOptions options;
  options.retry = 5;
  Sender sender(server.url(), options);
  EXPECT_EQ(body_of(sender.get()), "third");
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(Unreachable, SaysThatNothingListens) {
  int port = 0;
  {
    RawServer server(always(plain_answer("")));
    port = server.port();
  }
  Sender sender("http://127.0.0.1:" + std::to_string(port));
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "unreachable");
  EXPECT_EQ(reason_of(exchange),
            "nothing listens at 127.0.0.1 port " + std::to_string(port) +
                " (connection refused): check the target's port and that the server runs");
}

TEST(Unreachable, SaysThatTheNameIsUnknown) {
  TransportOptions options;
  options.connect_timeout = std::chrono::seconds(5);
  Sender sender("http://no-such-host.invalid", options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "unreachable");
  EXPECT_NE(reason_of(exchange).find("\"no-such-host.invalid\""), std::string::npos) << reason_of(exchange);
}

TEST(ExchangeAll, AnswersInTheOrderOfTheRequests) {
  RawServer server(
      [](const std::string& request) { return plain_answer(request.substr(4, request.find(' ', 4) - 4)); });
  Sender sender(server.url());
  std::vector<http::Request> requests;
  for (int i = 0; i < 200; ++i) requests.push_back({.target = "/" + std::to_string(i)});
  const std::vector<Exchange> exchanges = exchange_all(*sender.transport, requests, 8);
  ASSERT_EQ(exchanges.size(), requests.size());
  for (std::size_t i = 0; i < exchanges.size(); ++i) EXPECT_EQ(body_of(exchanges[i]), requests[i].target);
  EXPECT_EQ(server.requests().size(), requests.size());
  EXPECT_LE(server.connections(), 8U);
}

TEST(ExchangeAll, SendsAtTheSameTime) {
  // No request is ever answered, so that four of them come only from four workers.
  RawServer server(always("", End::hang));
  Sender sender(server.url());
  std::vector<Exchange> exchanges;
  std::thread sending([&] { exchanges = exchange_all(*sender.transport, std::vector<http::Request>(4), 4); });
  server.wait_for_requests(4);
  sender.cancellation = true;
  sending.join();
  EXPECT_EQ(server.connections(), 4U);
  for (const Exchange& exchange : exchanges) EXPECT_EQ(outcome_of(exchange), "interrupted");
}

// Throws as often as it answers.
class Throwing final : public Transport {
 public:
  Exchange send(const http::Request& request) override {
    if (request.target == "/memory") throw std::bad_alloc();
    if (request.target == "/error") throw std::runtime_error("no \x1b way");
    if (request.target == "/int") throw 7;
    return {.url = "http://a.example" + request.target, .sent = request, .outcome = Received{}};
  }
};

TEST(ExchangeAll, KeepsWhatIsThrownToItsOwnExchange) {
  Throwing transport;
  for (const std::size_t jobs : {1U, 4U}) {
    const std::vector<Exchange> exchanges = exchange_all(
        transport,
        {{.target = "/a"}, {.target = "/memory"}, {.target = "/error"}, {.target = "/int"}, {.target = "/b"}},
        jobs);
    ASSERT_EQ(exchanges.size(), 5U);
    EXPECT_EQ(exchanges[0].url, "http://a.example/a");
    EXPECT_EQ(exchanges[4].url, "http://a.example/b");
    const std::vector<std::string> reasons = {"this process ran out of memory", "Avouch failed: no \\x1b way",
                                              "Avouch failed: what was thrown is not a std::exception"};
    for (std::size_t i = 0; i < reasons.size(); ++i) {
      const Exchange& exchange = exchanges[i + 1];
      ASSERT_NE(exchange.failure(), nullptr);
      EXPECT_EQ(exchange.failure()->kind, Failure::Kind::exhausted);
      EXPECT_EQ(exchange.failure()->reason, reasons[i]);
      EXPECT_EQ(exchange.sent.target.substr(0, 1), "/") << "what was asked for stays known";
    }
  }
}

TEST(ExchangeAll, OfNothingIsNothing) {
  RawServer server(always(plain_answer("")));
  Sender sender(server.url());
  EXPECT_TRUE(exchange_all(*sender.transport, {}, 4).empty());
  EXPECT_EQ(exchange_all(*sender.transport, std::vector<http::Request>(3), 0).size(), 3U);
}

}  // namespace connections_test
}  // namespace avouch
