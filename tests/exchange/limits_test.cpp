// SPDX-License-Identifier: MIT
// Deadlines and interruptions. The servers here never finish, so the outcome does not depend on the clock.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <thread>

#include "bench.h"

namespace avouch {
namespace limits_test {

using End = RawAnswer::End;
using namespace std::chrono_literals;

struct Slow {
  std::string name;
  RawAnswer answer;
  std::string outcome;
  std::string body;
};

void PrintTo(const Slow& one, std::ostream* out) {
  *out << one.name;
}

std::vector<Slow> slow_answers() {
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n";
  return {
      {"NothingComes", {.end = End::hang}, "no head in time", ""},
      {"HalfAHead", {.chunks = {"HTTP/1.1 200 OK\r\nX: "}, .end = End::hang}, "no head in time", ""},
      {"HeadInDrops",
       {.chunks = {"HTTP/1.1 200 OK\r\n", "X: y\r\n"}, .end = End::forever, .pause = 10ms},
       "no head in time",
       ""},
      {"StatusLineInDrops",
       {.chunks = {"HTTP/1.1 200 ", "x"}, .end = End::forever, .pause = 10ms},
       "no head in time",
       ""},
      {"InterimOnly", {.chunks = {"HTTP/1.1 100 Continue\r\n\r\n"}, .end = End::hang}, "no head in time", ""},
      {"LengthHangs",
       {.chunks = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody"}, .end = End::hang},
       "timed_out",
       "body"},
      {"ChunksHang", {.chunks = {chunked}, .end = End::hang}, "timed_out", "body"},
      {"UntilCloseHangs", {.chunks = {"HTTP/1.1 200 OK\r\n\r\nbody"}, .end = End::hang}, "timed_out", "body"},
      {"ContentInDrops",
       {.chunks = {"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "x"},
        .end = End::forever,
        .pause = 10ms},
       "timed_out",
       "x"},
      {"TrailersInDrops",
       {.chunks = {chunked + "0\r\n", "X: y\r\n"}, .end = End::forever, .pause = 10ms},
       "timed_out",
       "body"},
      {"ChunkSizeInDrops",
       {.chunks = {chunked, "0"}, .end = End::forever, .pause = 10ms},
       "timed_out",
       "body"},
  };
}

class SlowAnswers : public testing::TestWithParam<Slow> {};

TEST_P(SlowAnswers, EndAtTheDeadline) {
  RawServer server(always(GetParam().answer));
  TransportOptions options;
  options.max_time = 60ms;
  options.now = Hourglass(server);
  Sender sender(server.url(), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), GetParam().outcome) << reason_of(exchange);
  EXPECT_TRUE(body_of(exchange).starts_with(GetParam().body));
  EXPECT_NE(reason_of(exchange).find("--max-time"), std::string::npos) << reason_of(exchange);
}

TEST_P(SlowAnswers, EndAtAnInterruption) {
  RawServer server(always(GetParam().answer));
  TransportOptions options;
  options.max_time = 1h;
  Sender sender(server.url(), options);
  Exchange exchange;
  std::thread sending([&] { exchange = sender.get(); });
  server.wait_for_requests(1);
  sender.cancellation = true;
  sending.join();
  EXPECT_EQ(outcome_of(exchange), "interrupted") << reason_of(exchange);
  EXPECT_FALSE(exchange.failure() != nullptr && exchange.failure()->was_given_up) << "it was sent";
}

INSTANTIATE_TEST_SUITE_P(Limits, SlowAnswers, testing::ValuesIn(slow_answers()),
                         [](const auto& param_info) { return param_info.param.name; });

TEST(Limits, ABodyWithoutEndStopsAtTheLimit) {
  for (const std::string fields : {"", "Transfer-Encoding: chunked\r\n", "Content-Length: 99999999999\r\n",
                                   "Content-Length: 99999999999999999999999\r\n"}) {
    const std::string block =
        fields.starts_with("T") ? "1000\r\n" + std::string(4096, 'x') + "\r\n" : std::string(4096, 'x');
    RawServer server(
        always(RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\n" + fields + "\r\n", block}, .end = End::forever}));
    TransportOptions options;
    options.max_filesize = 100'000;
    Sender sender(server.url(), options);
    const Exchange exchange = sender.get();
    EXPECT_EQ(outcome_of(exchange), "over_limit") << reason_of(exchange);
    EXPECT_EQ(body_of(exchange), std::string(100'000, 'x'));
  }
}

TEST(Limits, AChunkWithoutEndStopsAtTheLimit) {
  RawServer server(always(
      RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF\r\n",
                           std::string(4096, 'x')},
                .end = End::forever}));
  TransportOptions options;
  options.max_filesize = 100'000;
  Sender sender(server.url(), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "over_limit") << reason_of(exchange);
  EXPECT_EQ(body_of(exchange), std::string(100'000, 'x'));
}

TEST(Limits, ALargeBodyWithinTheLimitIsWhole) {
  const std::string body(5'000'000, 'x');
  RawServer server(always(plain_answer(body)));
  Sender sender(server.url());
  EXPECT_EQ(body_of(sender.get()), body);
}

TEST(Limits, ALargeRequestThatNoOneReadsEndsAtTheDeadline) {
  RawServer server([](const std::string&) { return RawAnswer{.end = End::hang}; }, {.answer_at_once = true});
  TransportOptions options;
  options.max_time = 60ms;
  options.now = Hourglass(server);
  Sender sender(server.url(), options);
  const Exchange exchange = sender.send({.method = "POST", .body = std::string(30'000'000, 'x')});
  EXPECT_EQ(outcome_of(exchange), "no head in time") << reason_of(exchange);
}

TEST(Limits, AnAnswerBeforeTheRequestIsReadCounts) {
  RawServer server(always(plain_answer("early", "Connection: close\r\n", "413 Content Too Large")),
                   {.answer_at_once = true});
  Sender sender(server.url());
  EXPECT_EQ(body_of(sender.get()), "early");
}

TEST(Limits, InterruptedBeforeSendingSendsNothing) {
  RawServer server(always(plain_answer("")));
  Sender sender(server.url());
  sender.cancellation = true;
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "interrupted");
  EXPECT_EQ(server.requests().size(), 0U);
  ASSERT_NE(exchange.failure(), nullptr);
  EXPECT_TRUE(exchange.failure()->was_given_up) << "so that nobody counts it as an exchange";
}

TEST(Limits, InterruptedWhileItWaitsToTryAgain) {
  RawServer server(always("", End::close));
  TransportOptions options;
  options.retry = 1'000'000;
  Sender sender(server.url(), options);
  Exchange exchange;
  std::thread sending([&] { exchange = sender.get(); });
  server.wait_for_requests(2);
  sender.cancellation = true;
  sending.join();
  EXPECT_NE(exchange.failure(), nullptr);
}

}  // namespace limits_test
}  // namespace avouch
