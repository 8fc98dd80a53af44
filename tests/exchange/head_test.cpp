// SPDX-License-Identifier: MIT
#include "exchange/message/head.h"

#include <gtest/gtest.h>

#include "bench.h"

namespace avouch {
namespace head_test {

using http::Fields;

http::Response head_of(const std::string& bytes) {
  auto parsed = wire::parse_head(bytes);
  if (const auto* fault = std::get_if<std::string>(&parsed)) ADD_FAILURE() << *fault;
  return std::holds_alternative<std::string>(parsed) ? http::Response{} : std::get<http::Response>(parsed);
}

TEST(Head, KeepsOrderCaseAndDuplicates) {
  const http::Response head = head_of(
      "HTTP/1.1 418 I'm a teapot \r\nvary: Origin\r\nX-b:\t2 \r\nVARY:Accept\r\nSet-Cookie: "
      "a=1\r\nset-cookie: b=2\r\n\r\n");
  EXPECT_EQ(head.version, "HTTP/1.1");
  EXPECT_EQ(head.status, 418);
  EXPECT_EQ(head.reason, "I'm a teapot ");
  EXPECT_EQ(head.fields, (Fields{{"vary", "Origin"},
                                 {"X-b", "2"},
                                 {"VARY", "Accept"},
                                 {"Set-Cookie", "a=1"},
                                 {"set-cookie", "b=2"}}));
}

TEST(Head, UnfoldsLines) {
  EXPECT_EQ(
      head_of("HTTP/1.1 200 OK\r\nX-Long: one\r\n  two\r\n\tthree  \r\nX-Empty:\r\n first\r\nX: y\r\n\r\n")
          .fields,
      (Fields{{"X-Long", "one  two  three"}, {"X-Empty", "first"}, {"X", "y"}}));
}

TEST(Head, DropsFoldedLinesThatContinueNothing) {
  EXPECT_EQ(head_of("HTTP/1.1 200 OK\r\n Access-Control-Allow-Origin: *\r\n\tmore\r\nX: y\r\n\r\n").fields,
            (Fields{{"X", "y"}}));
}

TEST(Head, DoesNotTakeABlankBeforeTheColonForTheField) {
  const http::Response head =
      head_of("HTTP/1.1 200 OK\r\nContent-Type : text/html\r\nno colon here\r\n: nameless\r\n\r\n");
  EXPECT_FALSE(contains(head.fields, "Content-Type"));
  EXPECT_EQ(head.fields, (Fields{{"Content-Type ", "text/html"}, {"no colon here", ""}, {"", "nameless"}}));
}

TEST(Head, KeepsValuesAsTheyAre) {
  EXPECT_EQ(head_of("HTTP/1.1 200 OK\nX: a\rb\nY: caf\xC3\xA9\nZ: a:b : c\n\n").fields,
            (Fields{{"X", "a\rb"}, {"Y", "caf\xC3\xA9"}, {"Z", "a:b : c"}}));
}

TEST(HeadSize, EndsAtTheFirstEmptyLine) {
  EXPECT_EQ(wire::head_size("a\r\n\r\nb"), 5U);
  EXPECT_EQ(wire::head_size("a\n\nb"), 3U);
  EXPECT_EQ(wire::head_size("a\r\n\nb"), 4U);
  EXPECT_EQ(wire::head_size("a\n\r\nb"), 4U);
  EXPECT_EQ(wire::head_size("a\r\n\r"), std::string::npos);
  EXPECT_EQ(wire::head_size("a\r\nb\r\n"), std::string::npos);
  EXPECT_EQ(wire::head_size(""), std::string::npos);
}

TEST(HeadSize, IsFoundWhereverReadingGoesOn) {
  const std::string head = "a\r\nbc\r\n\r\n";
  for (std::size_t from = 0; from < head.size(); ++from)
    EXPECT_EQ(wire::head_size(head, from), head.size()) << from;
}

TEST(MayBeResponse, KnowsABeginning) {
  EXPECT_TRUE(wire::may_be_response(""));
  EXPECT_TRUE(wire::may_be_response("HTT"));
  EXPECT_TRUE(wire::may_be_response("HTTP/1.1 2"));
  EXPECT_FALSE(wire::may_be_response("HTTQ"));
  EXPECT_FALSE(wire::may_be_response("HTTP/2 200"));
}

TEST(Received, HoldsTheHeadAsItCame) {
  RawServer server(always("HTTP/1.1 201 Made it\r\ncontent-LENGTH: 2\r\nVary: A\r\nVary: B\r\n\r\n{}",
                          RawAnswer::End::keep_open));
  Sender sender(server.url());
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr) << reason_of(exchange);
  EXPECT_EQ(exchange.received()->response,
            (http::Response{.status = 201,
                            .reason = "Made it",
                            .version = "HTTP/1.1",
                            .fields = {{"content-LENGTH", "2"}, {"Vary", "A"}, {"Vary", "B"}},
                            .body = "{}"}));
}

TEST(Received, HasALongHeadUpToTheLimit) {
  const std::string value(200'000, 'v');
  RawServer server(always(plain_answer("{}", "X-Long: " + value + "\r\n")));
  Sender sender(server.url());
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr) << reason_of(exchange);
  EXPECT_EQ(http::combined(exchange.received()->response.fields, "x-long"), value);
}

}  // namespace head_test
}  // namespace avouch
