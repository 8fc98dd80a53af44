// SPDX-License-Identifier: MIT
// Bytes after a response without content: RFC 9112 §6.3.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "bench.h"

namespace avouch {
namespace surplus_test {

using namespace std::chrono_literals;

struct Surplus {
  std::string name;
  std::string method;
  std::string head;
};

void PrintTo(const Surplus& one, std::ostream* out) {
  *out << one.name;
}

std::vector<Surplus> contentless() {
  return {
      {"Head", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"},
      {"HeadChunked", "HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"},
      {"HeadOfAnError", "HEAD", "HTTP/1.1 500 Oops\r\n\r\n"},
      {"NoContent", "GET", "HTTP/1.1 204 No Content\r\n\r\n"},
      {"NoContentOfADelete", "DELETE", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n"},
      {"NotModified", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n"},
      {"BehindAnInterimResponse", "GET", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"},
  };
}

class AnswersWithoutContent : public testing::TestWithParam<Surplus> {};

TEST_P(AnswersWithoutContent, ShowWhatComesBehindThem) {
  RawServer server(always(RawAnswer{.chunks = {GetParam().head + "body"}}));
  Sender sender(server.url());
  for (std::size_t round = 1; round <= 2; ++round) {
    const Exchange exchange = sender.send({.method = GetParam().method, .target = "/"});
    ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
    EXPECT_EQ(exchange.received()->surplus, "body");
    EXPECT_EQ(body_of(exchange), "");
    EXPECT_EQ(server.connections(), round);  // a connection that is out of step is not used again
  }
}

TEST_P(AnswersWithoutContent, ShowWhatIsWrittenApart) {
  RawServer server(always(RawAnswer{.chunks = {GetParam().head, "body"}}));
  TransportOptions options;
  options.surplus_wait = 1h;  // ends when something comes
  Sender sender(server.url(), options);
  const Exchange exchange = sender.send({.method = GetParam().method, .target = "/"});
  ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
  EXPECT_TRUE(std::string("body").starts_with(exchange.received()->surplus));
  EXPECT_FALSE(exchange.received()->surplus.empty());
}

TEST_P(AnswersWithoutContent, MayEndTheConnection) {
  RawServer server(always(GetParam().head, RawAnswer::End::close));
  TransportOptions options;
  options.surplus_wait = 1h;
  Sender sender(server.url(), options);
  const Exchange exchange = sender.send({.method = GetParam().method, .target = "/"});
  ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
  EXPECT_EQ(exchange.received()->surplus, "");
}

TEST_P(AnswersWithoutContent, KeepTheConnectionWhereNothingComes) {
  RawServer server(always(RawAnswer{.chunks = {GetParam().head}}));
  TransportOptions options;
  options.surplus_wait = 0ms;
  Sender sender(server.url(), options);
  for (int round = 0; round < 2; ++round) {
    const Exchange exchange = sender.send({.method = GetParam().method, .target = "/"});
    ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
    EXPECT_EQ(exchange.received()->surplus, "");
  }
  EXPECT_EQ(server.connections(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Wire, AnswersWithoutContent, testing::ValuesIn(contentless()),
                         [](const auto& param_info) { return param_info.param.name; });

TransportOptions later(std::chrono::milliseconds wait) {
  TransportOptions options;
  options.surplus_wait = wait;
  options.surplus_later = true;
  return options;
}

TEST_P(AnswersWithoutContent, LeaveTheWaitToTheCaller) {
  RawServer server(always(RawAnswer{.chunks = {GetParam().head}}));
  Sender sender(server.url(), later(1h));
  Exchange first = sender.send({.method = GetParam().method, .target = "/"});
  ASSERT_EQ(outcome_of(first), "complete") << reason_of(first);
  ASSERT_NE(first.received()->late, nullptr);
  EXPECT_FALSE(first.received()->late->is_due());
  // Its connection carries nothing meanwhile.
  const Exchange second = sender.send({.method = GetParam().method, .target = "/"});
  EXPECT_EQ(outcome_of(second), "complete") << reason_of(second);
  EXPECT_EQ(server.connections(), 2U);
  sender.cancellation = true;
  EXPECT_FALSE(settle(first)) << "whether something would have come is not known";
}

TEST_P(AnswersWithoutContent, GiveTheConnectionBackWhereNothingCameLater) {
  RawServer server(always(RawAnswer{.chunks = {GetParam().head}}));
  Sender sender(server.url(), later(0ms));
  for (int round = 0; round < 2; ++round) {
    Exchange exchange = sender.send({.method = GetParam().method, .target = "/"});
    ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
    ASSERT_NE(exchange.received()->late, nullptr);
    EXPECT_TRUE(exchange.received()->late->is_due());
    EXPECT_TRUE(settle(exchange));
    EXPECT_EQ(exchange.received()->late, nullptr);
    EXPECT_EQ(exchange.received()->surplus, "");
  }
  EXPECT_EQ(server.connections(), 1U);
}

TEST_P(AnswersWithoutContent, ShowWhatCameLater) {
  RawServer server(always(RawAnswer{.chunks = {GetParam().head, "body"}}));
  Sender sender(server.url(), later(1h));  // ends when something comes
  for (std::size_t round = 1; round <= 2; ++round) {
    Exchange exchange = sender.send({.method = GetParam().method, .target = "/"});
    ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
    EXPECT_TRUE(settle(exchange));
    EXPECT_TRUE(std::string("body").starts_with(exchange.received()->surplus));
    EXPECT_FALSE(exchange.received()->surplus.empty());
    EXPECT_EQ(server.connections(), round);
  }
}

TEST_P(AnswersWithoutContent, MayEndTheConnectionLater) {
  RawServer server(always(GetParam().head, RawAnswer::End::close));
  Sender sender(server.url(), later(1h));
  Exchange exchange = sender.send({.method = GetParam().method, .target = "/"});
  ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
  EXPECT_TRUE(settle(exchange));
  EXPECT_EQ(exchange.received()->surplus, "");
  EXPECT_EQ(outcome_of(sender.send({.method = GetParam().method, .target = "/"})), "complete");
  EXPECT_EQ(server.connections(), 2U);
}

TEST(Surplus, IsShownInPart) {
  RawServer server(
      always(RawAnswer{.chunks = {"HTTP/1.1 204 No Content\r\n\r\n" + std::string(1'000, 'x')}}));
  Sender sender(server.url());
  EXPECT_EQ(sender.get().received()->surplus, std::string(kSurplusShown, 'x'));
}

TEST(Surplus, IsNotWhatAnswersWithContentHave) {
  for (const char* head : {"HTTP/1.1 205 Reset Content\r\nContent-Length: 4\r\n\r\n",
                           "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"}) {
    RawServer server(always(RawAnswer{.chunks = {std::string(head) + "body"}}));
    Sender sender(server.url());
    const Exchange exchange = sender.get();
    EXPECT_EQ(exchange.received()->surplus, "");
    EXPECT_EQ(body_of(exchange), "body");
  }
}

// RFC 9110 §15.2.2: behind a 101 stands another protocol.
TEST(Surplus, IsNotAnotherProtocol) {
  RawServer server(
      always(RawAnswer{.chunks = {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\n\r\nbody"}}));
  Sender sender(server.url());
  EXPECT_EQ(sender.get().received()->surplus, "");
}

TEST(Surplus, IsWaitedForNoLongerThanTheExchangeMayTake) {
  RawServer server(always(RawAnswer{.chunks = {"HTTP/1.1 204 No Content\r\n\r\n"}}));
  TransportOptions options;
  options.surplus_wait = 1h;
  options.max_time = 60ms;
  options.now = Hourglass(server);
  Sender sender(server.url(), options);
  EXPECT_EQ(outcome_of(sender.get()), "complete");
}

}  // namespace surplus_test
}  // namespace avouch
