// SPDX-License-Identifier: MIT
#include "run/readiness.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace avouch {
namespace readiness_test {

// Waits at once; gives up after so many waits.
class ReadinessPace : public Pace {
 public:
  explicit ReadinessPace(int waits = 1'000'000) : waits_(waits) {}

  Time now() override { return now_; }
  std::chrono::system_clock::time_point date() override { return {}; }
  bool wait_until(Time time) override {
    now_ = std::max(now_, time);
    return waits_-- > 0;
  }

 private:
  Time now_;
  int waits_;
};

// Gives one outcome after the other; the last one stays.
class StartingTarget : public Transport {
 public:
  explicit StartingTarget(std::vector<int> statuses) : statuses_(std::move(statuses)) {}

  Exchange send(const http::Request& request) override {
    sent.push_back(request);
    const int status = statuses_[std::min(sent.size(), statuses_.size()) - 1];
    Exchange exchange{.sent = request};
    if (status == 0) {
      exchange.outcome = Failure{Failure::Kind::unreachable, "connection refused"};
    } else {
      exchange.outcome = Received{.response = {.status = status}, .end = {}};
    }
    return exchange;
  }

  std::vector<http::Request> sent;

 private:
  std::vector<int> statuses_;
};

TEST(WaitFor, EndsAtTheFirstAnswerThatIsNotOfAGateway) {
  ReadinessPace pace;
  StartingTarget target({0, 0, 503, 502, 504, 404});
  EXPECT_FALSE(wait_for(target, std::chrono::seconds{10}, pace));
  ASSERT_EQ(target.sent.size(), 6U);
  for (const http::Request& request : target.sent) {
    EXPECT_EQ(request.method, "HEAD");
    EXPECT_TRUE(request.fields.empty()) << "no credentials";
  }
}

TEST(WaitFor, AsksOnceWhereTheTargetIsThere) {
  for (const int status : {200, 401, 405, 500}) {
    ReadinessPace pace;
    StartingTarget target({status});
    EXPECT_FALSE(wait_for(target, std::chrono::seconds{10}, pace));
    EXPECT_EQ(target.sent.size(), 1U);
  }
}

TEST(WaitFor, SaysWhyNothingCame) {
  ReadinessPace pace;
  StartingTarget silent({0});
  EXPECT_EQ(wait_for(silent, std::chrono::seconds{1}, pace), "connection refused");
  EXPECT_EQ(silent.sent.size(), 5U) << "four pauses in a second";
  StartingTarget unready({503});
  EXPECT_EQ(wait_for(unready, std::chrono::seconds{1}, pace), "it answered with 503");
}

TEST(WaitFor, EndsWhenItIsInterrupted) {
  ReadinessPace pace(2);
  StartingTarget silent({0});
  EXPECT_EQ(wait_for(silent, std::chrono::hours{1}, pace), "it was interrupted");
}

}  // namespace readiness_test
}  // namespace avouch
