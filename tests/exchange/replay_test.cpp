// SPDX-License-Identifier: MIT
#include "exchange/replay.h"

#include <gtest/gtest.h>

#include <future>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bench.h"

namespace avouch {
namespace replay_test {

using namespace std::chrono_literals;

const std::string kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";
const std::string kEmpty = "HTTP/1.1 204 No Content\r\n\r\n";

TransportOptions recording(std::chrono::milliseconds surplus_wait = 0ms) {
  TransportOptions options;
  options.records = true;
  options.surplus_wait = surplus_wait;
  return options;
}

// Remembers what it was told, by ticket.
struct Heard : Replay::Listener {
  void came(std::uint64_t ticket, Replay::Clock::time_point, std::chrono::microseconds) override {
    ++same[ticket];
  }
  void rested(std::uint64_t ticket, std::string rest) override { surplus[ticket] = std::move(rest); }
  void differs(std::uint64_t ticket, Begun what) override { begun.emplace(ticket, std::move(what)); }
  void stalls(std::uint64_t ticket, Begun what) override { stalled.emplace(ticket, std::move(what)); }

  bool is_away() const { return !begun.empty() || !stalled.empty(); }

  std::map<std::uint64_t, int> same;
  std::map<std::uint64_t, std::string> surplus;
  std::map<std::uint64_t, Begun> begun;
  std::map<std::uint64_t, Begun> stalled;
};

// A server, a transport that has recorded an exchange with it, and a replay of that.
struct Bench {
  explicit Bench(RawServer::Handler handler, const std::string& method = "GET",
                 std::chrono::milliseconds patience = 1h)
      : server(std::move(handler)), sender(server.url(), recording()), request{.method = method} {
    for (int round = 0; round < 2; ++round) exchange = sender.send(request);
    if (exchange.received() == nullptr || exchange.received()->recording == nullptr) {
      ADD_FAILURE() << "nothing was recorded: " << outcome_of(exchange);
      return;
    }
    recorded = exchange.received()->recording;
    replay = Replay::make(heard, 4, patience);
  }

  template <class Done>
  void wait_until(const Done& done) {
    while (!done()) replay->wait(20ms);
  }

  RawServer server;
  Sender sender;
  http::Request request;
  Exchange exchange;
  std::shared_ptr<const Recording> recorded;
  Heard heard;
  std::unique_ptr<Replay> replay;
};

// The answer to the first two requests, which are recorded; then another one.
RawServer::Handler twice_then(const std::string& first, RawAnswer then) {
  return [first, then = std::move(then), times = 0](const std::string&) mutable {
    return ++times <= 2 ? RawAnswer{.chunks = {first}} : then;
  };
}

TEST(Recording, HasTheBytesOfAnExchangeOnAKeptConnection) {
  RawServer server(always(RawAnswer{.chunks = {kAnswer}}));
  Sender sender(server.url(), recording());
  EXPECT_EQ(sender.get().received()->recording, nullptr) << "its connection is new";
  const Exchange second = sender.get();
  ASSERT_NE(second.received()->recording, nullptr);
  EXPECT_EQ(second.received()->recording->request, server.requests().back());
  EXPECT_EQ(second.received()->recording->response, kAnswer);
  EXPECT_FALSE(second.received()->recording->surplus_wait);
  EXPECT_EQ(body_of(second), "body");
}

TEST(Recording, HasInterimResponsesAndFramingAsTheyCame) {
  const std::string bytes =
      "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      "2\r\nbo\r\n2;x=y\r\ndy\r\n0\r\nTrailer: t\r\n\r\n";
  RawServer server(
      always(RawAnswer{.chunks = {bytes.substr(0, 30), bytes.substr(30, 60), bytes.substr(90)}}));
  Sender sender(server.url(), recording());
  (void)sender.get();
  const Exchange second = sender.get();
  EXPECT_EQ(body_of(second), "body");
  ASSERT_NE(second.received()->recording, nullptr);
  EXPECT_EQ(second.received()->recording->response, bytes);
}

TEST(Recording, SaysThatASurplusMayCome) {
  RawServer server(always(RawAnswer{.chunks = {kEmpty}}));
  Sender sender(server.url(), recording(0ms));
  (void)sender.get();
  const Exchange second = sender.get();
  ASSERT_NE(second.received()->recording, nullptr);
  EXPECT_EQ(second.received()->recording->surplus_wait, 0ms);
}

TEST(Recording, IsNoneWhereBytesAreNotEverything) {
  const std::string large = "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n" + std::string(70'000, 'x');
  const std::string closing = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody";
  for (const RawAnswer& answer :
       {RawAnswer{.chunks = {large}}, RawAnswer{.chunks = {closing}}, RawAnswer{.chunks = {kAnswer + "more"}},
        RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\n\r\nbody"}, .end = RawAnswer::End::close}}) {
    RawServer server(always(answer));
    Sender sender(server.url(), recording());
    for (int round = 0; round < 3; ++round) {
      const Exchange exchange = sender.get();
      ASSERT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
      EXPECT_EQ(exchange.received()->recording, nullptr);
    }
  }
}

TEST(Recording, IsNoneUnlessItIsAskedFor) {
  RawServer server(always(RawAnswer{.chunks = {kAnswer}}));
  Sender sender(server.url());
  for (int round = 0; round < 3; ++round) EXPECT_EQ(sender.get().received()->recording, nullptr);
}

TEST(Replay, SendsTheRequestAndFindsTheResponseEqual) {
  Bench bench(always(RawAnswer{.chunks = {kAnswer}}));
  for (int round = 1; round <= 50; ++round) {
    ASSERT_EQ(bench.replay->begin(*bench.recorded, 7), Replay::Start::begun);
    bench.wait_until([&] { return bench.heard.same[7] == round || bench.heard.is_away(); });
  }
  EXPECT_TRUE(bench.heard.begun.empty());
  EXPECT_TRUE(bench.heard.surplus.empty());
  EXPECT_EQ(bench.server.connections(), 1U);
  const std::vector<std::string> requests = bench.server.requests();
  EXPECT_EQ(requests.size(), 52U);
  EXPECT_EQ(requests.front(), requests.back());
}

TEST(Replay, FindsAResponseEqualThatComesInPieces) {
  std::vector<std::string> bytes;
  for (const char c : kAnswer) bytes.emplace_back(1, c);
  Bench bench(twice_then(kAnswer, RawAnswer{.chunks = bytes}));
  ASSERT_EQ(bench.replay->begin(*bench.recorded, 1), Replay::Start::begun);
  bench.wait_until([&] { return bench.heard.same[1] == 1 || bench.heard.is_away(); });
  EXPECT_TRUE(bench.heard.begun.empty());
}

// What is left is carried out as if send() had begun it.
TEST(Replay, GivesAwayWhatDiffers) {
  struct Case {
    RawAnswer answer;
    std::string outcome;
    std::string body;
  };
  const std::string other = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodi";
  for (const Case& one :
       {Case{RawAnswer{.chunks = {other}}, "complete", "bodi"},
        Case{RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlonger"}}, "complete",
             "longe"},
        Case{RawAnswer{.chunks = {"HTTP/1.1 404 Not Found\r\n", "Content-Length: 0\r\n\r\n"}}, "complete",
             ""},
        Case{RawAnswer{.chunks = {kAnswer + "more"}}, "complete", "body"},
        Case{RawAnswer{.chunks = {kAnswer.substr(0, 40)}, .end = RawAnswer::End::close}, "cut_short", "bo"},
        Case{RawAnswer{.chunks = {kAnswer.substr(0, 20)}, .end = RawAnswer::End::close}, "closed", ""},
        Case{RawAnswer{.chunks = {"SSH-2.0-server\r\n"}}, "malformed", ""}}) {
    Bench bench(twice_then(kAnswer, one.answer));
    ASSERT_EQ(bench.replay->begin(*bench.recorded, 3), Replay::Start::begun);
    bench.wait_until([&] { return !bench.heard.begun.empty(); });
    EXPECT_EQ(bench.heard.same[3], 0);
    const Exchange exchange =
        bench.recorded->connections->resume(bench.request, std::move(bench.heard.begun.at(3)));
    EXPECT_EQ(outcome_of(exchange), one.outcome) << reason_of(exchange);
    EXPECT_EQ(body_of(exchange), one.body);
    EXPECT_EQ(exchange.url, bench.exchange.url);
    EXPECT_EQ(exchange.sent, bench.exchange.sent);
    EXPECT_EQ(bench.server.requests().size(), 3U) << "it is not sent twice";
  }
}

// RFC 9112 §9.3.1: the request was most likely not processed.
TEST(Replay, LeavesToTheTransportToSendAgainWhereTheConnectionEnded) {
  for (const RawAnswer::End end : {RawAnswer::End::close, RawAnswer::End::reset}) {
    Bench bench([times = 0, end](const std::string&) mutable {
      return ++times == 3 ? RawAnswer{.chunks = {}, .end = end} : RawAnswer{.chunks = {kAnswer}};
    });
    ASSERT_EQ(bench.replay->begin(*bench.recorded, 1), Replay::Start::begun);
    bench.wait_until([&] { return !bench.heard.begun.empty(); });
    const Exchange exchange =
        bench.recorded->connections->resume(bench.request, std::move(bench.heard.begun.at(1)));
    EXPECT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
    EXPECT_EQ(bench.server.requests().size(), 4U);
    EXPECT_EQ(bench.server.connections(), 2U);
  }
}

TEST(Replay, GivesAwayAnExchangeThatStalls) {
  Bench bench(twice_then(kAnswer, RawAnswer{.chunks = {kAnswer.substr(0, 30)}, .end = RawAnswer::End::hang}),
              "GET", Replay::kPatience);
  ASSERT_EQ(bench.replay->begin(*bench.recorded, 1), Replay::Start::begun);
  bench.wait_until([&] { return !bench.heard.stalled.empty(); });
  EXPECT_EQ(bench.heard.stalled.at(1).written, bench.recorded->request.size());
  EXPECT_TRUE(kAnswer.starts_with(bench.heard.stalled.at(1).came));
  EXPECT_TRUE(bench.heard.begun.empty());
  bench.sender.cancellation = true;
  EXPECT_TRUE(bench.replay->is_cancelled());
  const Exchange exchange =
      bench.recorded->connections->resume(bench.request, std::move(bench.heard.stalled.at(1)));
  EXPECT_EQ(outcome_of(exchange), "interrupted");
}

TEST(Replay, SaysWhenNoSurplusCame) {
  Bench bench(always(RawAnswer{.chunks = {kEmpty}}));
  for (std::uint64_t ticket = 1; ticket <= 3; ++ticket) {
    ASSERT_EQ(bench.replay->begin(*bench.recorded, ticket), Replay::Start::begun);
    bench.wait_until([&] { return bench.heard.surplus.contains(ticket) || bench.heard.is_away(); });
    EXPECT_EQ(bench.heard.same[ticket], 1);
    EXPECT_EQ(bench.heard.surplus[ticket], "");
  }
  EXPECT_EQ(bench.server.connections(), 1U);
}

// A wait of an hour ends when something comes.
Recording patient(const Recording& recorded) {
  Recording copy = recorded;
  copy.surplus_wait = 1h;
  return copy;
}

TEST(Replay, SaysWhichSurplusCame) {
  Bench bench(twice_then(kEmpty, RawAnswer{.chunks = {kEmpty, "body"}}));
  const Recording waits = patient(*bench.recorded);
  ASSERT_EQ(bench.replay->begin(waits, 1), Replay::Start::begun);
  bench.wait_until([&] { return bench.heard.surplus.contains(1) || bench.heard.is_away(); });
  if (bench.heard.same[1] == 1) {
    EXPECT_FALSE(bench.heard.surplus[1].empty());
    EXPECT_TRUE(std::string("body").starts_with(bench.heard.surplus[1]));
  } else {  // both came at once
    EXPECT_TRUE((kEmpty + "body").starts_with(bench.heard.begun.at(1).came));
  }
  EXPECT_EQ(bench.replay->begin(waits, 2), Replay::Start::none) << "its connection is out of step";
}

TEST(Replay, SendsNothingOnAConnectionAtRest) {
  Bench bench(always(RawAnswer{.chunks = {kEmpty}}));
  const Recording waits = patient(*bench.recorded);
  ASSERT_EQ(bench.replay->begin(waits, 1), Replay::Start::begun);
  bench.wait_until([&] { return bench.heard.same[1] == 1; });
  EXPECT_FALSE(bench.heard.surplus.contains(1));
  EXPECT_EQ(bench.replay->begin(waits, 2), Replay::Start::none);
}

TEST(Replay, EndsTheRestOfAConnectionThatEnds) {
  Bench bench(twice_then(kEmpty, RawAnswer{.chunks = {kEmpty}, .end = RawAnswer::End::close}));
  const Recording waits = patient(*bench.recorded);
  ASSERT_EQ(bench.replay->begin(waits, 1), Replay::Start::begun);
  bench.wait_until([&] { return bench.heard.surplus.contains(1); });
  EXPECT_EQ(bench.heard.surplus[1], "");
  EXPECT_EQ(bench.replay->begin(waits, 2), Replay::Start::none);
}

TEST(Replay, TakesNoMoreConnectionsThanItMay) {
  Bench bench(twice_then(kAnswer, RawAnswer{.chunks = {}, .end = RawAnswer::End::hang}));
  ASSERT_EQ(bench.replay->begin(*bench.recorded, 0), Replay::Start::begun);
  for (std::uint64_t ticket = 1; ticket < 4; ++ticket) {
    EXPECT_EQ(bench.replay->begin(*bench.recorded, ticket), Replay::Start::none);
    EXPECT_TRUE(bench.recorded->connections->open());
    EXPECT_EQ(bench.replay->begin(*bench.recorded, ticket), Replay::Start::begun);
  }
  EXPECT_TRUE(bench.recorded->connections->open());
  EXPECT_EQ(bench.replay->begin(*bench.recorded, 4), Replay::Start::busy);
}

// What comes unasked belongs to no exchange.
TEST(Replay, DropsAnIdleConnectionThatEndsOrSpeaks) {
  for (const char* unasked : {"", "HTTP/1.1 408 Request Timeout\r\n\r\n"}) {
    const bool ends = *unasked == '\0';
    RawAnswer answer{.chunks = {kAnswer}};
    if (ends)
      answer.end = RawAnswer::End::close;
    else
      answer.chunks.emplace_back(unasked);
    Bench bench(twice_then(kAnswer, answer));
    ASSERT_EQ(bench.replay->begin(*bench.recorded, 1), Replay::Start::begun);
    bench.wait_until([&] { return bench.heard.same[1] == 1 || bench.heard.is_away(); });
    if (bench.heard.same[1] == 0) continue;  // it came at once
    if (ends) {                              // the server waits for the end of the client's side
      const auto ended = std::async(std::launch::async, [&] { return bench.server.wait_for_remainder(); });
      while (ended.wait_for(0s) != std::future_status::ready) bench.replay->wait(20ms);
    }
    while (bench.server.answers() < 3) bench.replay->wait(20ms);
    bench.replay->wait(20ms);
    EXPECT_EQ(bench.replay->begin(*bench.recorded, 2), Replay::Start::none);
  }
}

TEST(Replay, CanBeWoken) {
  Heard heard;
  const std::unique_ptr<Replay> replay = Replay::make(heard, 1);
  ASSERT_NE(replay, nullptr);
  replay->wake();
  replay->wake();
  replay->wait(1h);
  EXPECT_FALSE(replay->is_cancelled());
}

TEST(Connections, SayWhetherOneCouldBeOpened) {
  Bench bench(always(RawAnswer{.chunks = {kAnswer}}));
  EXPECT_TRUE(bench.recorded->connections->open());
  bench.sender.cancellation = true;
  EXPECT_FALSE(bench.recorded->connections->open());
}

}  // namespace replay_test
}  // namespace avouch
