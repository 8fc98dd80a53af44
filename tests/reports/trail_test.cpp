// SPDX-License-Identifier: MIT
#include "reports/trail.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace avouch {
namespace trail_test {

SentRequest request_of(const std::string& name, const std::string& method, const http::Fields& fields,
                       int second) {
  Messages messages{.started = std::chrono::system_clock::time_point(std::chrono::seconds(second)),
                    .method = method,
                    .url = "https://api.example.com/books",
                    .request_fields = fields};
  return {.probe = name, .messages = messages};
}

const http::Fields kAsking = {{"Origin", "https://a.example"}, {"Access-Control-Request-Method", "PUT"}};
const http::Fields kCalling = {{"Origin", "https://a.example"}};

std::string names_of(const std::vector<SentRequest>& sent, const Entry& entry) {
  const Exchanges exchanges(sent);
  std::string names;
  for (const ShownExchange* one : exchanges.trail_of(entry)) {
    EXPECT_EQ(&sent.at(one->number), one->exchange);
    names += one->exchange->probe + " ";
  }
  return names;
}

TEST(Trail, IsTheChainAndThenTheDecidingExchange) {
  const std::vector<SentRequest> sent = {{.probe = "c"}, {.probe = "a"}, {.probe = "b"}, {.probe = "other"}};
  EXPECT_EQ(names_of(sent, {.probe = "c", .chain = {"a", "b"}}), "a b c ");
  EXPECT_EQ(names_of(sent, {.probe = "c", .chain = {"a", "not sent"}}), "a c ");
  EXPECT_EQ(names_of(sent, {.probe = "c"}), "c ");
  EXPECT_EQ(names_of(sent, {.probe = ""}), "");
}

TEST(Trail, HasThePreflightOfACallThatIsAboutCors) {
  const std::vector<SentRequest> sent = {
      request_of("late", "OPTIONS", kAsking, 3), request_of("call", "PUT", kCalling, 4),
      request_of("early", "OPTIONS", kAsking, 2),
      request_of("elsewhere", "OPTIONS",
                 {{"Origin", "https://b.example"}, {"Access-Control-Request-Method", "PUT"}}, 1)};
  Entry entry{.probe = "call"};
  entry.clause.own().kind = ClauseKind::cors;
  EXPECT_EQ(names_of(sent, entry), "early call ");
  entry.clause.own().kind = ClauseKind::status;
  EXPECT_EQ(names_of(sent, entry), "call ");
  entry.clause.own().kind = ClauseKind::cors;
  entry.probe = "late";
  EXPECT_EQ(names_of(sent, entry), "late ") << "a preflight has none itself";
}

TEST(Trail, FindsNoPreflightOfAnotherRoundMethodOrUrl) {
  Entry entry{.probe = "call"};
  entry.clause.own().kind = ClauseKind::cors;
  std::vector<SentRequest> sent = {request_of("preflight", "OPTIONS", kAsking, 1),
                                   request_of("call", "PUT", kCalling, 2)};
  sent[1].round = 2;
  EXPECT_EQ(names_of(sent, entry), "call ");
  sent[1].round = 0;
  sent[1].messages->method = "DELETE";
  EXPECT_EQ(names_of(sent, entry), "call ");
  sent[1].messages->method = "PUT";
  sent[1].messages->url += "/1";
  EXPECT_EQ(names_of(sent, entry), "call ");
  sent[1].messages->url = sent[0].messages->url;
  EXPECT_EQ(names_of(sent, entry), "preflight call ");
}

}  // namespace trail_test
}  // namespace avouch
