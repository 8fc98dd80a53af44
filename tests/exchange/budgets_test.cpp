// SPDX-License-Identifier: MIT
// What all exchanges of a run may hold and take together.
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "bench.h"

namespace avouch {
namespace budgets_test {

using End = RawAnswer::End;
using namespace std::chrono_literals;

TransportOptions with_memory(std::size_t bytes) {
  TransportOptions options;
  options.memory = std::make_shared<MemoryBudget>(bytes);
  return options;
}

std::string chunked(std::size_t bytes) {
  return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nfffffff\r\n" +
         std::string(bytes, 'x');
}

TEST(Memory, IsHeldUntilTheExchangeIsGone) {
  const RawServer server(always(plain_answer(std::string(50'000, 'x'))));
  const TransportOptions options = with_memory(1'000'000);
  Sender sender(server.url(), options);
  {
    const Exchange exchange = sender.get();
    EXPECT_EQ(outcome_of(exchange), "complete");
    EXPECT_EQ(body_of(exchange).size(), 50'000U);
    EXPECT_GE(options.memory->used(), 50'000U);
  }
  EXPECT_EQ(options.memory->used(), 0U);
}

TEST(Memory, EndsTheContentThatDoesNotFit) {
  const RawServer server(always(RawAnswer{.chunks = {chunked(300'000)}, .end = End::close}));
  const TransportOptions options = with_memory(100'000);
  Sender sender(server.url(), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "over_limit");
  EXPECT_EQ(reason_of(exchange),
            "the content does not fit into what the others leave of the 100000 bytes of --max-memory");
  EXPECT_EQ(body_of(exchange), "") << "what is not judged is not kept";
  EXPECT_LT(options.memory->used(), 10'000U) << "the head";
}

TEST(Memory, IsLeftForTheNext) {
  std::size_t count = 0;
  const RawServer server([&](const std::string&) {
    return ++count % 2 == 1 ? RawAnswer{.chunks = {chunked(300'000)}, .end = End::close}
                            : plain_answer(std::string(50'000, 'y'));
  });
  Sender sender(server.url(), with_memory(100'000));
  EXPECT_EQ(outcome_of(sender.get()), "over_limit");
  EXPECT_EQ(outcome_of(sender.get()), "complete");
}

TEST(Memory, CountsHeads) {
  const RawServer server(always(plain_answer("", "X: " + std::string(50'000, 'x') + "\r\n")));
  Sender sender(server.url(), with_memory(120'000));
  const Exchange first = sender.get();
  const Exchange second = sender.get();
  const Exchange third = sender.get();
  EXPECT_EQ(outcome_of(first), "complete");
  EXPECT_EQ(outcome_of(second), "complete");
  EXPECT_EQ(outcome_of(third), "head over limit");
  EXPECT_EQ(
      reason_of(third),
      "the response's head does not fit into what the others leave of the 120000 bytes of --max-memory");
}

// Each content fits, but not all at once.
TEST(Memory, IsWaitedFor) {
  const RawServer server([](const std::string& request) {
    return request.starts_with("GET /large ") ? RawAnswer{.chunks = {chunked(300'000)}, .end = End::close}
                                              : plain_answer(std::string(60'000, 'x'));
  });
  TransportOptions options = with_memory(100'000);
  options.waits_for_memory = true;
  Sender sender(server.url(), options);
  std::vector<Errand> errands;
  for (int i = 0; i < 12; ++i)
    errands.push_back({sender.transport.get(), {.method = "GET", .target = i == 5 ? "/large" : "/"}});
  std::vector<std::string> outcomes(errands.size());
  exchange_all(errands, 4, [&](std::size_t i, const Exchange& exchange) {
    outcomes[i] = outcome_of(exchange);
    EXPECT_LE(options.memory->used(), 100'000U);
  });
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    EXPECT_EQ(outcomes[i], i == 5 ? "over_limit" : "complete") << i;
  EXPECT_EQ(options.memory->used(), 0U);
}

// A server closes a connection from which nothing is read: that is not its fault.
TEST(Memory, ThatWasWaitedForExcusesAnEarlyEnd) {
  const RawServer server(always(
      RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + std::string(30'000, 'x')},
                .end = End::close}));
  TransportOptions options = with_memory(100'000);
  options.waits_for_memory = true;
  Sender sender(server.url(), options);
  MemoryShare other(options.memory);
  other.wait_for_others(&sender.cancellation);
  ASSERT_TRUE(other.grow(90'000));
  Exchange exchange;
  std::jthread thread([&] { exchange = sender.get(); });
  while (options.memory->waiting() == 0) std::this_thread::yield();
  other.shrink_to(0);
  thread.join();
  EXPECT_EQ(outcome_of(exchange), "content exhausted");
  EXPECT_EQ(
      reason_of(exchange),
      "the connection ended after 30000 bytes of 90000 of content, while Avouch waited for the memory of "
      "other responses: lower --jobs, or raise --max-memory");
}

TEST(TotalTime, ThatHasPassedLetsNothingBeSent) {
  const RawServer server(always(plain_answer("")));
  TransportOptions options;
  options.deadline = std::chrono::steady_clock::now();
  Sender sender(server.url(), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "interrupted");
  EXPECT_EQ(reason_of(exchange), "--max-total-time passed before it was sent");
  EXPECT_EQ(server.connections(), 0U);
}

TEST(TotalTime, EndsTheWaitForAHead) {
  const RawServer server(always(RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\n"}, .end = End::hang}));
  TransportOptions options;
  options.now = Hourglass(server);
  options.deadline = std::chrono::steady_clock::time_point(std::chrono::hours(1)) + 5ms;
  Sender sender(server.url(), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "interrupted");
  EXPECT_EQ(reason_of(exchange), "--max-total-time passed before the response came");
}

TEST(TotalTime, EndsTheWaitForContent) {
  const RawServer server(
      always(RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody"}, .end = End::hang}));
  TransportOptions options;
  options.now = Hourglass(server);
  options.deadline = std::chrono::steady_clock::time_point(std::chrono::hours(1)) + 5ms;
  Sender sender(server.url(), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "timed_out");
  EXPECT_EQ(reason_of(exchange), "--max-total-time passed before the end of the content");
}

TEST(ExchangeAll, GivesEachExchangeAway) {
  const RawServer server(always(plain_answer("body")));
  Sender sender(server.url());
  std::vector<Errand> errands;
  for (int i = 0; i < 20; ++i)
    errands.push_back({sender.transport.get(), {.method = "GET", .target = "/" + std::to_string(i)}});
  std::vector<std::string> targets(errands.size());
  exchange_all(errands, 4, [&](std::size_t i, Exchange exchange) {
    targets[i] = exchange.sent.target;
    if (i % 2 == 0) throw std::runtime_error("lost");
  });
  for (std::size_t i = 0; i < targets.size(); ++i) EXPECT_EQ(targets[i], "/" + std::to_string(i));
}

}  // namespace budgets_test
}  // namespace avouch
