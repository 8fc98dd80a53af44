// SPDX-License-Identifier: MIT
// The bytes that are sent, and that `sent` reports them.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "bench.h"
#include "http/syntax.h"

namespace avouch {
namespace request_test {

// Of the last request.
std::string request_line(const RawServer& server) {
  const std::string last = server.requests().back();
  return last.substr(0, last.find("\r\n"));
}

bool has_line(const RawServer& server, const std::string& line) {
  return server.requests().back().find("\r\n" + line + "\r\n") != std::string::npos;
}

TEST(Request, HasTheFieldsThatEveryRequestHas) {
  RawServer server(always(plain_answer("{}")));
  Sender sender(server.url());
  const Exchange exchange = sender.get("/v1/x?a=b&c=%20d");
  EXPECT_EQ(request_line(server), "GET /v1/x?a=b&c=%20d HTTP/1.1");
  EXPECT_TRUE(has_line(server, "Host: 127.0.0.1:" + std::to_string(server.port())));
  EXPECT_TRUE(has_line(server, "User-Agent: avouch/" AVOUCH_VERSION));
  EXPECT_TRUE(has_line(server, "Accept: */*"));
  EXPECT_TRUE(has_line(server, "Accept-Encoding: gzip, br"));
  EXPECT_EQ(exchange.sent.fields.size(), 4U);
  EXPECT_EQ(exchange.url, server.url("/v1/x?a=b&c=%20d"));
}

TEST(Request, SaysWhatWasSentLineByLine) {
  RawServer server(always(plain_answer("{}")));
  Sender sender(server.url());
  const Exchange exchange = sender.send({.method = "POST",
                                         .target = "/x",
                                         .fields = {{"X-A", "1"},
                                                    {"x-a", "2"},
                                                    {"Content-Type", "application/json"},
                                                    {"Accept", "text/html"},
                                                    {"User-Agent", "other"},
                                                    {"X-Empty", ""}},
                                         .body = "{\"a\": \"b\"}"});
  std::string text = exchange.sent.method + " " + exchange.sent.target + " HTTP/1.1\r\n";
  for (const http::Field& field : exchange.sent.fields) text += field.name + ": " + field.value + "\r\n";
  EXPECT_EQ(text + "\r\n" + exchange.sent.body, server.requests().back());
  EXPECT_EQ(http::values(exchange.sent.fields, "X-A"), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(http::values(exchange.sent.fields, "Accept"), (std::vector<std::string>{"text/html"}));
  EXPECT_EQ(http::values(exchange.sent.fields, "Content-Length"), (std::vector<std::string>{"10"}));
}

// RFC 9110 §7.2: Host first. A body without a type is sent without one.
TEST(Request, KeepsItsFieldsInTheirOrder) {
  RawServer server(always(plain_answer("{}")));
  Sender sender(server.url());
  sender.send({.method = "QUERY",
               .target = "/x",
               .fields = {{"X-B", "1"}, {"accept", "text/html"}, {"X-A", "2"}, {"x-b", "3"}},
               .body = "four"});
  EXPECT_EQ(server.requests().back(),
            "QUERY /x HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                "\r\nX-B: 1\r\naccept: text/html\r\nX-A: 2\r\nx-b: 3\r\n"
                "User-Agent: avouch/" AVOUCH_VERSION
                "\r\nAccept-Encoding: gzip, br\r\nContent-Length: 4\r\n\r\nfour");
}

TEST(Request, KeepsTheEncodingThatItNames) {
  RawServer server(always(plain_answer("{}")));
  Sender sender(server.url());
  sender.send({.fields = {{"Accept-Encoding", "identity"}}});
  EXPECT_TRUE(has_line(server, "Accept-Encoding: identity"));
  EXPECT_EQ(server.requests().back().find("gzip"), std::string::npos);
}

TEST(Request, MeasuresItsBodyItself) {
  RawServer server(always(plain_answer("{}")));
  Sender sender(server.url());
  EXPECT_EQ(outcome_of(sender.send({.method = "PUT", .fields = {{"Content-Length", "999"}}, .body = "four"})),
            "complete");
  EXPECT_TRUE(has_line(server, "Content-Length: 4"));
  EXPECT_EQ(outcome_of(sender.send({.method = "POST"})), "complete");
  EXPECT_TRUE(has_line(server, "Content-Length: 0"));
}

TEST(Request, GoesBelowTheTargetsPath) {
  RawServer server(always(plain_answer("{}")));
  for (const std::string prefix : {"/api/v2", "/api/v2/"}) {
    Sender sender(server.url(prefix));
    const Exchange exchange = sender.get("/x?y");
    EXPECT_EQ(request_line(server), "GET /api/v2/x?y HTTP/1.1");
    EXPECT_EQ(exchange.sent.target, "/api/v2/x?y");
    EXPECT_EQ(exchange.url, server.url("/api/v2/x?y"));
  }
}

TEST(Request, DoesNotSendTheTargetsUserInformation) {
  RawServer server(always(plain_answer("{}")));
  Sender sender("http://name:hunter22@127.0.0.1:" + std::to_string(server.port()));
  const Exchange exchange = sender.get();
  EXPECT_EQ(server.requests().back().find("Authorization"), std::string::npos);
  EXPECT_EQ(exchange.url, server.url("/"));
}

struct Refused {
  std::string name;
  http::Request request;
};

void PrintTo(const Refused& one, std::ostream* out) {
  *out << one.name;
}

class Unsendable : public testing::TestWithParam<Refused> {};

TEST_P(Unsendable, IsNotSent) {
  RawServer server(always(plain_answer("{}")));
  Sender sender(server.url());
  const Exchange exchange = sender.send(GetParam().request);
  ASSERT_NE(exchange.failure(), nullptr);
  EXPECT_EQ(outcome_of(exchange), "unsendable");  // which says nothing about the target
  EXPECT_NE(exchange.failure()->reason.find("cannot be sent"), std::string::npos);
  EXPECT_EQ(server.connections(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Request, Unsendable,
                         testing::Values(Refused{"LineInTarget", {.target = "/ HTTP/1.1\r\nX: y\r\n\r\n"}},
                                         Refused{"BlankInTarget", {.target = "/a b"}},
                                         Refused{"Utf8InTarget", {.target = "/\xC3\xA9"}},
                                         Refused{"NoTarget", {.target = ""}},
                                         Refused{"LineInValue", {.fields = {{"X", "a\r\nY: b"}}}},
                                         Refused{"NulInValue", {.fields = {{"X", std::string("a\0b", 3)}}}},
                                         Refused{"LineInName", {.fields = {{"X: y\r\nZ", "a"}}}},
                                         Refused{"BlankInMethod", {.method = "GET /"}}),
                         [](const auto& param_info) { return param_info.param.name; });

TEST(Request, ReachesIpv6) {
  std::unique_ptr<RawServer> server;
  try {
    server = std::make_unique<RawServer>(always(plain_answer("{}")), RawServer::Options{.address = "::1"});
  } catch (const std::runtime_error& error) {
    GTEST_SKIP() << "no IPv6 here: " << error.what();
  }
  Sender sender(server->url());
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
  EXPECT_TRUE(has_line(*server, "Host: [::1]:" + std::to_string(server->port())));
}

TEST(Request, ReachesAName) {
  RawServer server(always(plain_answer("{}")));
  Sender sender("http://localhost:" + std::to_string(server.port()));
  EXPECT_EQ(outcome_of(sender.get()), "complete");
  EXPECT_TRUE(has_line(server, "Host: localhost:" + std::to_string(server.port())));
}

TEST(Target, MayNotHaveAQuery) {
  const Cancellation cancellation{false};
  const auto made = http_transport(*http::parse_url("http://127.0.0.1/?key=1"), {}, cancellation);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.errors()[0].title, "the target URL has a query");
}

}  // namespace request_test
}  // namespace avouch
