// SPDX-License-Identifier: MIT
// Rounds whose turns the lane carries out come to what they come to without it.
#include "run/lane.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"
#include "exchange/transport.h"
#include "fixtures/raw_server.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "run/rounds.h"

namespace avouch {
namespace lane_test {

using namespace std::chrono_literals;

constexpr const char* kContract = R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things:
    get:
      operationId: list
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: integer}}}}}}
  /empty:
    get:
      operationId: touch
      responses: {'204': {description: d}}
)";

std::string thing(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

const std::string kGood = thing(R"({"a":1})");
const std::string kBad = thing(R"({"a":"x"})");
const std::string kEmpty = "HTTP/1.1 204 No Content\r\n\r\n";

// The answer to the request that is the Nth one of its target, from 1.
using Script = std::function<RawAnswer(std::size_t times)>;

// What rounds against a server came to.
struct Came {
  RoundsOutcome outcome;
  std::size_t in_lane = 0;   // exchanges
  std::size_t requests = 0;  // that the server got
  std::size_t connections = 0;

  const ClauseRounds& of(const std::string& coordinate) const {
    static const ClauseRounds none;
    const auto planned = by_coordinate.find(coordinate);
    if (planned == by_coordinate.end() || !outcome.clauses.contains(planned->second)) {
      ADD_FAILURE() << coordinate << " is not judged";
      return none;
    }
    return outcome.clauses.at(planned->second);
  }

  std::map<std::string, std::size_t> by_coordinate;
};

struct Setting {
  RoundsOptions rounds;
  bool records = true;  // false: without the lane
  std::string clauses = "list/200/*";
  std::chrono::milliseconds surplus_wait{0};
  Cancellation* cancellation = nullptr;
};

Came came_of(const Script& script, const Setting& setting) {
  Result<Contract> loaded = load_contract("api.yaml", {}, {{"api.yaml", kContract}});
  if (!loaded) ADD_FAILURE() << to_string(loaded.errors());
  const Contract contract = *std::move(loaded);
  std::map<std::string, std::size_t> asked;
  RawServer server([&](const std::string& request) { return script(++asked[request]); });
  PlanOptions plan_options;
  plan_options.targets.target = *http::parse_url(server.url());
  plan_options.selection.include_clauses = {setting.clauses};
  const Plan plan = make_plan(contract, plan_options);
  TransportOptions options;
  options.records = setting.records;
  options.surplus_later = true;
  options.surplus_wait = setting.surplus_wait;
  const Cancellation never{false};
  Result<std::unique_ptr<Transport>> transport =
      http_transport(*http::parse_url(server.url()), options,
                     setting.cancellation == nullptr ? never : *setting.cancellation);
  if (!transport) ADD_FAILURE() << to_string(transport.errors());
  const Judge judge = *Judge::make(contract, {});
  const Judging judging = [&](const BoundClause& clause, const std::vector<Evidence>& evidence) {
    return judge.judge(clause, evidence);
  };
  Came came;
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < plan.clauses.size(); ++i) {
    all.push_back(i);
    came.by_coordinate[contract.clauses[plan.clauses[i].clause].clause->coordinate] = i;
  }
  const std::vector<Transport*> transports(plan.bases.size(), transport->get());
  const auto answer = Answer::of(Exchange{.outcome = Received{.response = {.status = 200}}});
  const AnswerOf answer_of = [&](std::size_t) { return answer; };
  RoundsOptions rounds = setting.rounds;
  std::atomic<std::size_t> in_lane{0};
  const auto told = rounds.told;
  rounds.told = [&](std::size_t count) {
    in_lane += count;
    if (told) told(count);
  };
  came.outcome = repeat_rounds({contract, plan, judging, transports, answer_of}, all, rounds);
  came.in_lane = in_lane;
  came.requests = server.requests().size();
  came.connections = server.connections();
  return came;
}

Script always(const std::string& bytes) {
  return [bytes](std::size_t) { return RawAnswer{.chunks = {bytes}}; };
}

Script except(std::size_t when, const std::string& usual, const RawAnswer& then) {
  return [=](std::size_t times) { return times == when ? then : RawAnswer{.chunks = {usual}}; };
}

TEST(Lane, CarriesOutEqualTurns) {
  for (const std::size_t jobs : {1U, 4U}) {
    const Came came = came_of(always(kGood), {.rounds = {.count = 100, .jobs = jobs}});
    const Rounds& facts = came.outcome.facts;
    EXPECT_EQ(facts.rounds, 100U);
    EXPECT_EQ(facts.exchanges, 100U * facts.requests);
    EXPECT_EQ(facts.latency.count(), facts.exchanges);
    EXPECT_EQ(facts.unanswered, 0U);
    EXPECT_EQ(facts.ended, "");
    EXPECT_EQ(came.requests, facts.exchanges);
    const ClauseRounds& clause = came.of("list/200/body/a/type");
    EXPECT_EQ(clause.tally, (RoundsTally{.judged = 100}));
    EXPECT_EQ(clause.held, 100U);
    EXPECT_EQ(clause.instances, 100U * facts.requests);
    EXPECT_GT(came.in_lane, 0U);
    EXPECT_LE(came.in_lane, facts.exchanges - 2 * facts.requests) << "the first ones are judged";
  }
}

TEST(Lane, CountsViolationsThatAreRepeated) {
  const Came came = came_of(always(kBad), {.rounds = {.count = 30, .jobs = 2}});
  EXPECT_GT(came.in_lane, 0U);
  const ClauseRounds& clause = came.of("list/200/body/a/type");
  EXPECT_EQ(clause.tally, (RoundsTally{.judged = 30, .violated = 30, .first_violation = 1}));
  ASSERT_TRUE(clause.violation);
  EXPECT_EQ(clause.violation->exchange->round, 1U);
}

TEST(Lane, IsNotNeededWhereNothingIsRepeated) {
  int number = 0;
  const Came came = came_of(
      [&](std::size_t) { return RawAnswer{.chunks = {thing(R"({"a":)" + std::to_string(++number) + "}")}}; },
      {.rounds = {.count = 30, .jobs = 4}});
  EXPECT_EQ(came.in_lane, 0U);
  EXPECT_EQ(came.of("list/200/body/a/type").tally, (RoundsTally{.judged = 30}));
}

TEST(Lane, IsNotUsedWithoutRecordings) {
  const Came came = came_of(always(kGood), {.rounds = {.count = 30, .jobs = 2}, .records = false});
  EXPECT_EQ(came.in_lane, 0U);
  EXPECT_EQ(came.of("list/200/body/a/type").tally, (RoundsTally{.judged = 30}));
}

// Each differs from the turn before in its twentieth response.
TEST(Lane, GivesBackWhatDiffers) {
  struct Case {
    std::string name;
    Script script;
    std::string clauses = "list/200/*";
    std::string coordinate = "list/200/body/a/type";
  };
  std::vector<std::string> letters;
  for (const char c : kGood) letters.emplace_back(1, c);
  using End = RawAnswer::End;
  const std::string touched = "touch/204/drift/content";
  for (const Case& one : {
           Case{"a byte", except(20, kGood, RawAnswer{.chunks = {kBad}})},
           Case{"two in a row, and two others",
                [](std::size_t times) { return RawAnswer{.chunks = {times % 4 < 2 ? kGood : kBad}}; }},
           Case{"one by one",
                [](std::size_t times) { return RawAnswer{.chunks = {times % 2 == 0 ? kGood : kBad}}; }},
           Case{"single bytes", except(20, kGood, RawAnswer{.chunks = letters})},
           Case{"a pause", except(20, kGood, RawAnswer{.chunks = {kGood.substr(0, 9), kGood.substr(9)}, .pause = 60ms})},
           Case{"keep-alive with a limit",
                [](std::size_t times) {
                  return RawAnswer{.chunks = {kGood}, .end = times % 7 == 0 ? End::close : End::keep_open};
                }},
           Case{"no response", except(20, kGood, RawAnswer{.chunks = {}, .end = End::close})},
           Case{"half a head", except(20, kGood, RawAnswer{.chunks = {kGood.substr(0, 20)}, .end = End::close})},
           Case{"half a body",
                except(20, kGood, RawAnswer{.chunks = {kGood.substr(0, kGood.size() - 2)}, .end = End::reset})},
           Case{"another protocol", except(20, kGood, RawAnswer{.chunks = {"SSH-2.0-x\r\n"}, .end = End::close})},
           Case{"bytes after the response", except(20, kGood, RawAnswer{.chunks = {kGood + "more"}})},
           Case{"the last one", except(40, kGood, RawAnswer{.chunks = {kBad}})},
           Case{"nothing", always(kEmpty), "touch/*", touched},
           Case{"a surplus", except(20, kEmpty, RawAnswer{.chunks = {kEmpty + "body"}}), "touch/*", touched},
           Case{"a surplus each time", always(kEmpty + "body"), "touch/*", touched},
           Case{"content", except(20, kEmpty, RawAnswer{.chunks = {kGood}}), "touch/*", "touch/204/status"},
       }) {
    const RoundsOptions rounds{.count = 40, .jobs = 1};
    const Came without = came_of(one.script, {.rounds = rounds, .records = false, .clauses = one.clauses});
    const Came with = came_of(one.script, {.rounds = rounds, .clauses = one.clauses});
    EXPECT_EQ(without.in_lane, 0U);
    EXPECT_EQ(with.requests, without.requests) << one.name;
    EXPECT_EQ(with.outcome.facts.exchanges, without.outcome.facts.exchanges) << one.name;
    EXPECT_EQ(with.outcome.facts.unanswered, without.outcome.facts.unanswered) << one.name;
    EXPECT_EQ(with.outcome.facts.rounds, 40U) << one.name;
    EXPECT_EQ(with.outcome.facts.latency.count(), without.outcome.facts.latency.count()) << one.name;
    for (const auto& [coordinate, planned] : with.by_coordinate) {
      const ClauseRounds& left = with.outcome.clauses.at(planned);
      const ClauseRounds& right = without.outcome.clauses.at(planned);
      EXPECT_EQ(left.tally, right.tally) << one.name << ": " << coordinate;
      EXPECT_EQ(left.held, right.held) << one.name << ": " << coordinate;
      EXPECT_EQ(left.instances, right.instances) << one.name << ": " << coordinate;
      EXPECT_EQ(left.failures, right.failures) << one.name << ": " << coordinate;
      ASSERT_EQ(left.violation.has_value(), right.violation.has_value()) << one.name << ": " << coordinate;
      if (!left.violation) continue;
      EXPECT_EQ(left.violation->exchange->round, right.violation->exchange->round) << one.name;
      EXPECT_EQ(left.violation->verdict.reason, right.violation->verdict.reason) << one.name;
      const http::Request& sent = left.violation->exchange->head->exchange().sent;
      EXPECT_EQ(sent.method, right.violation->exchange->head->exchange().sent.method) << one.name;
      EXPECT_EQ(sent.target, right.violation->exchange->head->exchange().sent.target) << one.name;
    }
    EXPECT_EQ(with.of(one.coordinate).tally.judged, 40U) << one.name;
  }
}

TEST(Lane, IsUsedAgainAfterADifference) {
  const Came came =
      came_of(except(20, kGood, RawAnswer{.chunks = {kBad}}), {.rounds = {.count = 200, .jobs = 1}});
  // Before the difference, it can have had twenty at most.
  EXPECT_GT(came.in_lane, 20U * came.outcome.facts.requests);
}

TEST(Lane, DoesExactlyThatManyRounds) {
  for (const std::uint64_t count : {1U, 2U, 3U, 10U}) {
    const Came came = came_of(always(kGood), {.rounds = {.count = count, .jobs = 16}});
    EXPECT_EQ(came.outcome.facts.rounds, count);
    EXPECT_EQ(came.requests, count * came.outcome.facts.requests);
    EXPECT_EQ(came.of("list/200/body/a/type").tally.judged, count);
  }
}

TEST(Lane, OpensConnectionsForThoseAtRest) {
  const Came came = came_of(always(kEmpty),
                            {.rounds = {.count = 300, .jobs = 4}, .clauses = "touch/*", .surplus_wait = 1ms});
  EXPECT_EQ(came.outcome.facts.rounds, 300U);
  EXPECT_EQ(came.of("touch/204/status").tally, (RoundsTally{.judged = 300}));
  // What the lane leaves, because a response is late on a busy machine, takes its connection along.
  const std::size_t outside = came.requests - came.in_lane;
  EXPECT_LE(came.connections, 4U * (1 + 8) * 2 + outside);
}

TEST(Lane, EndsWithTheTime) {
  const Came came = came_of(always(kGood), {.rounds = {.time = 100ms, .jobs = 4}});
  EXPECT_EQ(came.outcome.facts.ended, "");
  EXPECT_EQ(came.requests, came.outcome.facts.exchanges);
  EXPECT_EQ(came.of("list/200/body/a/type").tally.judged * came.outcome.facts.requests, came.requests);
}

TEST(Lane, EndsWithAnInterruption) {
  for (const std::size_t jobs : {1U, 4U}) {
    Cancellation cancellation{false};
    const Came came = came_of(
        [&](std::size_t times) {
          if (times == 100) cancellation = true;
          return RawAnswer{.chunks = {kGood}};
        },
        {.rounds = {.jobs = jobs}, .cancellation = &cancellation});
    EXPECT_EQ(came.outcome.facts.ended, "the run was interrupted");
    EXPECT_LE(came.of("list/200/body/a/type").tally.judged, came.requests);
  }
}

TEST(Lane, EndsWhereTheTargetIsGone) {
  const Came came = came_of(
      [&](std::size_t times) {
        return times < 50 ? RawAnswer{.chunks = {kGood}}
                          : RawAnswer{.chunks = {}, .end = RawAnswer::End::close};
      },
      {.rounds = {.jobs = 2}});
  EXPECT_GE(came.outcome.facts.unanswered, kMostUnanswered);
  EXPECT_TRUE(came.outcome.facts.ended.starts_with("20 requests in a row got no response"))
      << came.outcome.facts.ended;
}

TEST(Lane, EndsTheRoundsWhereItFails) {
  const Came came =
      came_of(always(kGood), {.rounds = {.jobs = 4, .told = [](std::size_t) { throw std::bad_alloc(); }}});
  EXPECT_EQ(came.outcome.facts.ended, "this process ran out of memory");
}

}  // namespace lane_test
}  // namespace avouch
