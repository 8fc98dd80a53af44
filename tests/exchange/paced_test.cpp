// SPDX-License-Identifier: MIT
#include "exchange/paced.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace avouch {
namespace paced_test {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Time that passes by being waited for.
class MadePace : public Pace {
 public:
  Time now() override { return time; }
  std::chrono::system_clock::time_point date() override {
    return std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + std::chrono::hours(8);
  }
  bool wait_until(Time until) override {
    if (interrupted) return false;
    time = std::max(time, until);
    return true;
  }

  Time time{};
  bool interrupted = false;
};

// Answers with what it was told, one after another, and remembers when it was asked.
class MadeTransport : public Transport {
 public:
  MadeTransport(MadePace& pace, std::vector<http::Response> answers)
      : pace_(pace), answers_(std::move(answers)) {}

  Exchange send(const http::Request& request) override {
    times.push_back(std::chrono::duration_cast<milliseconds>(pace_.time.time_since_epoch()).count());
    const http::Response& answer = answers_.at(std::min(times.size(), answers_.size()) - 1);
    return {.url = "http://a", .sent = request, .outcome = Received{.response = answer}};
  }

  std::vector<long> times;  // ms

 private:
  MadePace& pace_;
  std::vector<http::Response> answers_;
};

http::Response too_many(const std::string& retry_after) {
  return {.status = 429, .fields = {{"Retry-After", retry_after}}};
}

const http::Response kOk = {.status = 200};

TEST(PacedTransport, KeepsToTheRate) {
  MadePace pace;
  MadeTransport inner(pace, {kOk});
  PacedTransport paced(inner, {.per_second = 50}, pace);
  for (int i = 0; i < 4; ++i) paced.send({});
  EXPECT_EQ(inner.times, (std::vector<long>{0, 20, 40, 60}));
}

TEST(PacedTransport, WithoutARateWaitsForNothing) {
  MadePace pace;
  MadeTransport inner(pace, {kOk});
  PacedTransport paced(inner, {}, pace);
  for (int i = 0; i < 3; ++i) paced.send({});
  EXPECT_EQ(inner.times, (std::vector<long>{0, 0, 0}));
}

TEST(PacedTransport, WaitsOnceWhereItIsAsked) {
  MadePace pace;
  MadeTransport inner(pace, {too_many("7"), kOk});
  PacedTransport paced(inner, {}, pace);
  EXPECT_EQ(paced.send({}).received()->response.status, 200);
  EXPECT_EQ(inner.times, (std::vector<long>{0, 7000}));
}

TEST(PacedTransport, DoesNotWaitWhereThatAnswerWasWishedFor) {
  for (const char* wish : {"code=429", "code=429, instance=2"}) {
    MadePace pace;
    MadeTransport inner(pace, {too_many("7"), kOk});
    PacedTransport paced(inner, {}, pace);
    EXPECT_EQ(paced.send({.fields = {{"Prefer", wish}}}).received()->response.status, 429) << wish;
    EXPECT_EQ(inner.times.size(), 1U) << wish;
  }
}

TEST(PacedTransport, WaitsWhereAnotherAnswerWasWishedFor) {
  MadePace pace;
  MadeTransport inner(pace, {too_many("7"), kOk});
  PacedTransport paced(inner, {}, pace);
  EXPECT_EQ(paced.send({.fields = {{"Prefer", "code=4290"}}}).received()->response.status, 200);
}

TEST(PacedTransport, DoesNotWaitTwice) {
  MadePace pace;
  MadeTransport inner(pace, {too_many("1"), too_many("1"), kOk});
  PacedTransport paced(inner, {}, pace);
  EXPECT_EQ(paced.send({}).received()->response.status, 429);
  EXPECT_EQ(inner.times.size(), 2u);
}

// A target that refuses everything holds no run for the sum of all waits.
TEST(PacedTransport, WaitsNoMoreWhereWaitingIsOfNoUse) {
  MadePace pace;
  MadeTransport inner(pace, {too_many("29")});
  PacedTransport paced(inner, {}, pace);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(paced.send({}).received()->response.status, 429);
  EXPECT_EQ(inner.times.back(), 3 * 29'000);
  EXPECT_EQ(inner.times.size(), 13U) << "ten requests, and three once more";
}

TEST(PacedTransport, WaitsAgainAfterAWaitOfUse) {
  MadePace pace;
  MadeTransport inner(pace, {too_many("1"), too_many("1"), too_many("1"), kOk, too_many("1"), kOk});
  PacedTransport paced(inner, {}, pace);
  std::vector<int> statuses;
  for (int i = 0; i < 3; ++i) statuses.push_back(paced.send({}).received()->response.status);
  EXPECT_EQ(statuses, (std::vector<int>{429, 200, 200}));
}

TEST(PacedTransport, DoesNotWaitLongerThanItsPatience) {
  MadePace pace;
  MadeTransport inner(pace, {too_many("31"), kOk});
  PacedTransport paced(inner, {.patience = seconds(30)}, pace);
  EXPECT_EQ(paced.send({}).received()->response.status, 429);
  EXPECT_EQ(inner.times.size(), 1u);
}

TEST(PacedTransport, AnInterruptionEndsTheWait) {
  MadePace pace;
  pace.interrupted = true;
  MadeTransport inner(pace, {too_many("1"), kOk});
  PacedTransport paced(inner, {}, pace);
  EXPECT_EQ(paced.send({}).received()->response.status, 429);
  EXPECT_EQ(inner.times.size(), 1u);
}

struct RetryCase {
  const char* value;
  long ms;  // -1: it says nothing
};

class RetryAfter : public testing::TestWithParam<RetryCase> {};

TEST_P(RetryAfter, IsThisLong) {
  MadePace pace;
  const auto asked = retry_after(GetParam().value, pace.date());
  EXPECT_EQ(asked ? asked->count() : -1, GetParam().ms);
}

INSTANTIATE_TEST_SUITE_P(Values, RetryAfter,
                         testing::Values(RetryCase{"0", 0}, RetryCase{" 120 ", 120'000},
                                         RetryCase{"Sun, 06 Nov 1994 08:00:37 GMT", 37'000},
                                         RetryCase{"Sun, 06 Nov 1994 07:00:00 GMT", 0}, RetryCase{"-1", -1},
                                         RetryCase{"1.5", -1}, RetryCase{"", -1}, RetryCase{"soon", -1},
                                         RetryCase{"99999999999", -1},
                                         RetryCase{"Sun, 31 Feb 1994 08:00:37 GMT", -1}));

}  // namespace paced_test
}  // namespace avouch
