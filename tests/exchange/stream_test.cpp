// SPDX-License-Identifier: MIT
// Streams of items that never end: the client reads enough of them, and closes the connection.
#include <gtest/gtest.h>

#include <string>

#include "bench.h"

namespace avouch {
namespace stream_test {

using End = RawAnswer::End;
using namespace std::chrono_literals;

std::string head_of(const std::string& type, const std::string& more = "") {
  return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more + "\r\n";
}

TEST(Stream, ThatNeverEndsIsReadUntilItHasEnoughItems) {
  RawServer server(always({.chunks = {head_of("text/event-stream") + ": hello\n\n", "data: 1\n\ndata: 2\n\n"},
                           .end = End::forever}));
  Sender sender(server.url(), {.max_items = 5});
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr);
  const Received& received = *exchange.received();
  EXPECT_EQ(received.end, (BodyEnd{.is_enough = true}));
  EXPECT_EQ(received.response.body, ": hello\n\ndata: 1\n\ndata: 2\n\ndata: 1\n\ndata: 2\n\ndata: 1\n\n");
}

TEST(Stream, ThatPausesIsReadForItsTime) {
  RawServer server(always({.chunks = {head_of("application/x-ndjson") + "1\n2\n3"}, .end = End::hang}));
  Hourglass hourglass(server);
  Sender sender(server.url(), {.max_stream_time = 40ms, .now = [&] { return hourglass(); }});
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr);
  EXPECT_EQ(exchange.received()->end, (BodyEnd{.is_enough = true}));
  EXPECT_EQ(exchange.received()->response.body, "1\n2\n") << "an item that has not ended is left out";
}

TEST(Stream, OfWhichNothingCameIsEmpty) {
  RawServer server(always({.chunks = {head_of("application/json-seq")}, .end = End::hang}));
  Hourglass hourglass(server);
  Sender sender(server.url(), {.max_stream_time = 40ms, .now = [&] { return hourglass(); }});
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr);
  EXPECT_EQ(exchange.received()->end, (BodyEnd{.is_enough = true}));
  EXPECT_EQ(exchange.received()->response.body, "");
}

// What shows before the first item that the stream is wrong is judged.
TEST(Stream, KeepsAWrongBeginning) {
  struct Case {
    const char* type;
    std::string content;
    std::string kept;
  };
  const Case cases[] = {
      {"application/json-seq", "{\"id\":1}\n{\"id\":2}\n", "{\"id\":1}\n{\"id\":2}\n"},
      {"application/json-seq", "\x1E{\"id\":", ""},
      {"text/event-stream", ": \xFF\n\n: a\n\n", ": \xFF"},
      {"text/event-stream", ": a\n\n: \xE2\x82", ""},
  };
  for (const Case& one : cases) {
    RawServer server(always({.chunks = {head_of(one.type) + one.content}, .end = End::hang}));
    Hourglass hourglass(server);
    Sender sender(server.url(), {.max_stream_time = 40ms, .now = [&] { return hourglass(); }});
    const Exchange exchange = sender.get();
    ASSERT_NE(exchange.received(), nullptr);
    EXPECT_EQ(exchange.received()->end, (BodyEnd{.is_enough = true})) << one.content;
    EXPECT_EQ(exchange.received()->response.body, one.kept);
  }
}

TEST(Stream, ThatEndsIsReadWhole) {
  RawServer server(always(plain_answer("1\n2\n3", "Content-Type: application/jsonl\r\n")));
  Sender sender(server.url());
  for (int i = 0; i < 2; ++i) {
    const Exchange exchange = sender.get();
    ASSERT_NE(exchange.received(), nullptr);
    EXPECT_EQ(exchange.received()->end, BodyEnd{});
    EXPECT_EQ(exchange.received()->response.body, "1\n2\n3");
  }
  EXPECT_EQ(server.connections(), 1) << "the connection is used again";
}

TEST(Stream, HasThatManyItemsHoweverItComes) {
  RawServer server(always(plain_answer("1\n2\n3\n4\n5", "Content-Type: application/jsonl\r\n")));
  Sender sender(server.url(), {.max_items = 2});
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr);
  EXPECT_EQ(exchange.received()->response.body, "1\n2\n");
  EXPECT_TRUE(exchange.received()->end.is_enough);
}

TEST(Stream, ThatIsCutShortIsCutShort) {
  RawServer server(always(head_of("application/jsonl", "Content-Length: 99\r\n") + "1\n", End::close));
  Sender sender(server.url());
  const Exchange exchange = sender.get();
  ASSERT_NE(exchange.received(), nullptr);
  EXPECT_EQ(outcome_of(exchange), "cut_short");
}

TEST(Stream, OtherContentHasTheTimeOfAnExchange) {
  RawServer server(always({.chunks = {head_of("application/json") + "[1"}, .end = End::hang}));
  Hourglass hourglass(server);
  Sender sender(server.url(),
                {.max_time = 80ms, .max_stream_time = 20ms, .now = [&] { return hourglass(); }});
  EXPECT_EQ(outcome_of(sender.get()), "timed_out");
}

}  // namespace stream_test
}  // namespace avouch
