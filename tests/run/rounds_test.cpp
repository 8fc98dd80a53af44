// SPDX-License-Identifier: MIT
#include "run/rounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"
#include "run/session.h"

namespace avouch {
namespace rounds_test {

// Answers as the function says, and counts what it was asked: "GET /things", or "GET /things from a page".
// Status 0 is a broken connection.
class Counting : public Transport {
 public:
  using Script = std::function<http::Response(const std::string& request, std::size_t times)>;

  explicit Counting(Script script) : script_(std::move(script)) {}

  Exchange send(const http::Request& request) override {
    const bool has_page = http::contains(request.fields, "Origin");
    const std::string asked = request.method + " " + request.target + (has_page ? " from a page" : "");
    std::size_t times = 0;
    {
      const std::lock_guard lock(mutex_);
      times = ++asked_[asked];
    }
    Exchange exchange{.url = "http://target.example" + request.target, .sent = request};
    exchange.elapsed = std::chrono::microseconds(100);
    http::Response response = script_(asked, times);
    if (response.status == 0)
      exchange.outcome = Failure{Failure::Kind::closed, "the connection was reset"};
    else
      exchange.outcome = Received{.response = std::move(response)};
    return exchange;
  }

  std::size_t asked(const std::string& request) { return asked_[request] + asked_[request + " from a page"]; }

 private:
  Script script_;
  std::mutex mutex_;
  std::map<std::string, std::size_t> asked_;
};

constexpr const char* kPaths = R"(
  /things:
    get:
      operationId: list
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: integer}}}}}}
    post: {operationId: create, responses: {'201': {description: d}}}
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: read, responses: {'200': {description: d}}}
    delete: {operationId: remove, responses: {'204': {description: d}}}
)";

http::Response thing(const std::string& body) {
  return {.status = 200, .fields = {{"Content-Type", "application/json"}}, .body = body};
}

struct Asking {
  explicit Asking(Counting::Script script, const std::string& paths = kPaths) : target(std::move(script)) {
    Result<Contract> loaded = load_contract(
        "api.yaml", {}, {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths}});
    if (!loaded) ADD_FAILURE() << to_string(loaded.errors());
    if (loaded) contract = *std::move(loaded);
    options.targets.target = *http::parse_url("http://target.example");
  }

  // The verdicts of a session with rounds; "create/201/status" selects one.
  Ledger judged(RoundsOptions rounds) {
    const Judge judge = *Judge::make(contract, {});
    Session session(contract, make_plan(contract, options), judge, {&target},
                    {.shown_content = 100, .rounds = rounds});
    return session.judge_all({});
  }

  static Entry entry(const Ledger& ledger, const std::string& coordinate) {
    for (const Entry& one : ledger.entries) {
      if (one.clause->coordinate == coordinate) return one;
    }
    ADD_FAILURE() << coordinate << " is not judged";
    return {};
  }

  Contract contract;
  PlanOptions options;
  Counting target;
};

TEST(Rounds, SendEachSafeRequestThatOften) {
  for (const std::size_t jobs : {1U, 4U}) {
    Asking run([](const std::string&, std::size_t) { return thing(R"({"a":1})"); });
    run.options.selection.include_clauses = {"list/200/*"};
    const Ledger ledger = run.judged({.count = 50, .jobs = jobs});
    const Rounds& rounds = *ledger.run.rounds;
    EXPECT_EQ(rounds.rounds, 50U);
    EXPECT_EQ(rounds.exchanges, 50U * rounds.requests);
    EXPECT_EQ(rounds.latency.count(), rounds.exchanges);
    EXPECT_EQ(rounds.latency.max(), std::chrono::microseconds(100));
    EXPECT_EQ(rounds.unanswered, 0U);
    EXPECT_EQ(rounds.ended, "");
    EXPECT_EQ(run.target.asked("GET /things"), 51U * rounds.requests);
    const Entry entry = Asking::entry(ledger, "list/200/body/a/type");
    EXPECT_EQ(entry.verdict.outcome, Outcome::holds);
    EXPECT_EQ(entry.verdict.reason, "");
    EXPECT_EQ(entry.rounds, (RoundsTally{.judged = 50}));
    EXPECT_EQ(entry.verdict.instances, 51U * rounds.requests);
  }
}

TEST(Rounds, KeepTheFirstViolationWholeAndCountTheOthers) {
  Asking run([](const std::string& request, std::size_t times) {
    const bool is_wrong = request == "GET /things" && times >= 8 && times % 2 == 0;
    return thing(is_wrong ? R"({"a":")" + std::to_string(times) + "\"}" : R"({"a":1})");
  });
  run.options.selection.include_clauses = {"list/200/body/a/type"};
  const Ledger ledger = run.judged({.count = 20, .jobs = 1});
  const Entry entry = Asking::entry(ledger, "list/200/body/a/type");
  EXPECT_EQ(entry.verdict.outcome, Outcome::violated);
  ASSERT_EQ(entry.verdict.findings.size(), 1U);
  EXPECT_EQ(entry.verdict.findings.front().seen, R"("8")");
  EXPECT_EQ(entry.rounds, (RoundsTally{.judged = 20, .violated = 7, .first_violation = 7}));
  EXPECT_EQ(entry.verdict.failures, 7U);
  EXPECT_TRUE(entry.verdict.reason.ends_with("; violated in 7 of 20 rounds, first in round 7"))
      << entry.verdict.reason;
  EXPECT_TRUE(entry.reproduce.text().starts_with("curl ")) << entry.reproduce.text();
}

// The run's own exchange of the same probe got another response.
TEST(Rounds, ShowTheExchangeThatViolatedTheClause) {
  Asking run([](const std::string& request, std::size_t times) {
    const bool is_wrong = request == "GET /things" && times >= 8;
    return thing(is_wrong ? R"({"a":")" + std::to_string(times) + "\"}" : R"({"a":1})");
  });
  run.options.selection.include_clauses = {"list/200/body/a/type", "list/200/status"};
  const Ledger ledger = run.judged({.count = 20, .jobs = 1});
  const Entry entry = Asking::entry(ledger, "list/200/body/a/type");
  EXPECT_EQ(entry.probe, "list/documented/round-7");
  EXPECT_EQ(Asking::entry(ledger, "list/200/status").probe, "list/documented")
      << "it holds in the run already";
  std::string contents;
  for (const SentRequest& sent : ledger.exchanges) {
    if (sent.round > 0) {
      EXPECT_EQ(sent.probe, entry.probe);
      EXPECT_EQ(sent.round, 7U);
      EXPECT_EQ(sent.outcome, "200, 9 bytes, application/json");
    }
    ASSERT_TRUE(sent.messages) << sent.probe;
    contents += sent.probe + " " + sent.messages->response_content.text + "\n";
  }
  EXPECT_NE(contents.find("list/documented {\"a\":1}\n"), std::string::npos) << contents;
  EXPECT_NE(contents.find("list/documented/round-7 {\"a\":\"8\"}\n"), std::string::npos) << contents;
  EXPECT_EQ(ledger.exchange_count(), ledger.run.rounds->exchanges + ledger.exchanges.size() - 1);
}

// A target chooses how large its heads are, and in how many rounds a clause is violated first.
TEST(Rounds, KeepNoMoreOfExamplesThanTheirLimit) {
  Asking run([](const std::string&, std::size_t times) {
    http::Response response = thing(R"({"a":)" + std::to_string(times) + "}");
    response.fields.push_back({"X-Large", std::string(kMostExampleBytes / 2 + 1, 'x')});
    return response;
  });
  run.options.selection.include_clauses = {"list/200/body/a/type", "list/200/status"};
  const Plan plan = make_plan(run.contract, run.options);
  ASSERT_EQ(plan.clauses.size(), 2U);
  std::size_t judged = 0;  // the one clause is violated in the first round, the other one in the second
  const Judging judging = [&](const BoundClause&, const std::vector<Evidence>&) {
    const std::size_t at = judged++;
    const bool is_violated = at == 0 || at == 3;
    return Verdict{.outcome = is_violated ? Outcome::violated : Outcome::unexercised, .evidence = 0};
  };
  const std::vector<Transport*> transports = {&run.target};
  const auto answer = Answer::of(Exchange{.outcome = Received{.response = {.status = 200}}});
  const AnswerOf answer_of = [&](std::size_t) { return answer; };
  const RoundsOutcome outcome = repeat_rounds({run.contract, plan, judging, transports, answer_of}, {0, 1},
                                              {.count = 2, .jobs = 1, .shown_content = 100});
  const RoundExchange& first = *outcome.clauses.at(0).violation->exchange;
  const RoundExchange& second = *outcome.clauses.at(1).violation->exchange;
  EXPECT_EQ(first.round, 1U);
  EXPECT_TRUE(first.is_whole);
  EXPECT_EQ(first.beginning.substr(0, 4), R"({"a")");
  EXPECT_EQ(first.head->received()->response.fields.size(), 2U);
  EXPECT_EQ(first.head->received()->response.body, "");
  EXPECT_GE(first.head->body_size(), 7U);
  EXPECT_EQ(second.round, 2U);
  EXPECT_FALSE(second.is_whole);
  EXPECT_EQ(second.beginning, "");
  EXPECT_TRUE(second.head->received()->response.fields.empty());
  EXPECT_EQ(second.head->received()->response.status, 200);
}

TEST(Rounds, CountAViolationThatTheRunHasSeenAlready) {
  Asking run([](const std::string&, std::size_t) { return thing(R"({"a":"x"})"); });
  run.options.selection.include_clauses = {"list/200/body/a/type"};
  const Entry entry = Asking::entry(run.judged({.count = 5, .jobs = 2}), "list/200/body/a/type");
  EXPECT_EQ(entry.verdict.outcome, Outcome::violated);
  EXPECT_EQ(entry.rounds, (RoundsTally{.judged = 5, .violated = 5, .first_violation = 1}));
  EXPECT_TRUE(entry.verdict.reason.ends_with("; violated in 5 of 5 rounds")) << entry.verdict.reason;
}

TEST(Rounds, LeaveUndecidedWhatOneOfThemCouldNotJudge) {
  Asking run([](const std::string& request, std::size_t times) {
    return request == "GET /things" && times == 6 ? http::Response{} : thing(R"({"a":1})");
  });
  run.options.selection.include_clauses = {"list/200/body/a/type", "list/200/status"};
  const Ledger ledger = run.judged({.count = 10, .jobs = 1});
  const Entry entry = Asking::entry(ledger, "list/200/body/a/type");
  EXPECT_EQ(entry.verdict.outcome, Outcome::undecided);
  EXPECT_EQ(entry.verdict.reason, "no response: the connection was reset; undecided in 1 of 10 rounds");
  EXPECT_EQ(ledger.run.rounds->unanswered, 1U);
  EXPECT_EQ(ledger.run.rounds->latency.count(), ledger.run.rounds->exchanges - 1);
}

TEST(Rounds, ExerciseWhatTheRunDidNot) {
  Asking run([](const std::string& request, std::size_t times) {
    return thing(request != "GET /things" || times < 3 ? "{}" : R"({"a":1})");
  });
  run.options.selection.include_clauses = {"list/200/body/a/type"};
  const Entry entry = Asking::entry(run.judged({.count = 4, .jobs = 1}), "list/200/body/a/type");
  EXPECT_EQ(entry.verdict.outcome, Outcome::holds);
  EXPECT_EQ(entry.verdict.instances, 3U);
  EXPECT_EQ(entry.probe, "list/documented/round-2");
}

TEST(Rounds, RepeatNoWriteAndNothingThatTheRunCreated) {
  Asking run([](const std::string& request, std::size_t) -> http::Response {
    if (request == "POST /things") return {.status = 201, .body = R"({"id":"t1"})"};
    if (request.starts_with("DELETE")) return {.status = 204};
    return thing("{}");
  });
  run.options.allow_writes = true;
  run.options.only_own_writes = true;
  const Ledger ledger = run.judged({.count = 3, .jobs = 2});
  EXPECT_EQ(run.target.asked("POST /things"), 1U);
  EXPECT_EQ(run.target.asked("DELETE /things/t1"), 1U);
  EXPECT_GT(run.target.asked("GET /things"), 3U);
  EXPECT_LE(run.target.asked("GET /things/t1"), 6U) << "it is deleted";
  const std::string note = ledger.run.notes.empty() ? "" : ledger.run.notes.back();
  EXPECT_NE(note.find("were not repeated: writes, what they created"), std::string::npos) << note;
}

TEST(Rounds, EndWhereTheTargetIsGone) {
  std::atomic<int> total{0};
  Asking run(
      [&](const std::string&, std::size_t) { return ++total > 30 ? http::Response{} : thing(R"({"a":1})"); });
  run.options.selection.include_clauses = {"list/200/status"};
  const Ledger ledger = run.judged({.count = 1'000'000, .jobs = 1});
  EXPECT_EQ(ledger.run.rounds->unanswered, kMostUnanswered);
  EXPECT_EQ(ledger.run.rounds->ended, "20 requests in a row got no response (the connection was reset)");
  EXPECT_EQ(Asking::entry(ledger, "list/200/status").verdict.outcome, Outcome::undecided);
}

TEST(Rounds, EndWithTheTotalTime) {
  Asking run([](const std::string&, std::size_t) { return thing("{}"); });
  const Judge judge = *Judge::make(run.contract, {});
  const Plan plan = make_plan(run.contract, run.options);
  const Judging judging = [&](const BoundClause& clause, const std::vector<Evidence>& evidence) {
    return judge.judge(clause, evidence);
  };
  const std::vector<Transport*> transports = {&run.target};
  const auto answer = Answer::of(Exchange{.outcome = Received{.response = {.status = 200}}});
  const AnswerOf answer_of = [&](std::size_t) { return answer; };
  const RoundsOutcome outcome =
      repeat_rounds({run.contract, plan, judging, transports, answer_of}, {0},
                    {.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1)});
  EXPECT_EQ(outcome.facts.exchanges, 0U);
  EXPECT_EQ(outcome.facts.ended, "--max-total-time passed");
}

// Counts how often a clause is judged.
struct Judged {
  explicit Judged(Asking& run, RoundsOptions options) : judge(*Judge::make(run.contract, {})) {
    const Plan plan = make_plan(run.contract, run.options);
    const Judging judging = [&](const BoundClause& clause, const std::vector<Evidence>& evidence) {
      ++times;
      if (throws) throw std::bad_alloc();
      return judge.judge(clause, evidence);
    };
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < plan.clauses.size(); ++i) all.push_back(i);
    const std::vector<Transport*> transports = {&run.target};
    const auto answer = Answer::of(Exchange{.outcome = Received{.response = {.status = 200}}});
    const AnswerOf answer_of = [&](std::size_t) { return answer; };
    outcome = repeat_rounds({run.contract, plan, judging, transports, answer_of}, all, options);
  }

  Judge judge;
  std::atomic<std::size_t> times{0};
  static inline bool throws = false;
  RoundsOutcome outcome;
};

TEST(Rounds, JudgeEqualResponsesOnce) {
  Asking run([](const std::string&, std::size_t) { return thing(R"({"a":1})"); });
  run.options.selection.include_clauses = {"list/200/body/a/type"};
  const Judged judged(run, {.count = 100, .jobs = 1});
  EXPECT_EQ(judged.times, 1U);
  EXPECT_EQ(judged.outcome.clauses.at(0).tally.judged, 100U);
  EXPECT_EQ(judged.outcome.clauses.at(0).held, 100U);
}

// The head decides how the content is read by its status line and its Content-Type alone.
TEST(Rounds, JudgeTheContentOnceWhereOnlyOtherFieldsDiffer) {
  struct Case {
    const char* clause;
    const char* differs;
    std::size_t times;
  };
  for (const Case& one :
       {Case{"list/200/body/a/type", "X-Request-Id", 1}, Case{"list/200/body/syntax", "X-Request-Id", 1},
        Case{"list/200/media-type", "X-Request-Id", 100}, Case{"list/200/status", "X-Request-Id", 100},
        Case{"list/200/body/a/type", "Content-Type", 100}, Case{"list/200/body/a/type", "reason", 100},
        Case{"list/200/body/a/type", "status", 100}, Case{"list/200/body/a/type", "body", 100},
        Case{"list/200/body/a/type", "", 1}}) {
    Asking run([&](const std::string&, std::size_t times) {
      const std::string differs = one.differs;
      const std::string number = std::to_string(times);
      http::Response response = thing(R"({"a":)" + (differs == "body" ? number : "1") + "}");
      if (differs == "X-Request-Id") response.fields.push_back({differs, number});
      if (differs == "Content-Type") response.fields[0].value += "; v=" + number;
      if (differs == "reason") response.reason = number;
      if (differs == "status") response.status += static_cast<int>(times % 2);
      return response;
    });
    run.options.selection.include_clauses = {one.clause};
    const Judged judged(run, {.count = 100, .jobs = 1});
    EXPECT_EQ(judged.times, one.times) << one.clause << " " << one.differs;
    EXPECT_EQ(judged.outcome.clauses.at(0).tally.judged, 100U) << one.clause << " " << one.differs;
  }
}

TEST(Rounds, JudgeTheContentAgainWhereItWasUndecided) {
  Asking run([](const std::string&, std::size_t times) {
    http::Response response = thing(R"({"a":1})");
    response.fields.push_back({"X-Request-Id", std::to_string(times)});
    return response;
  });
  run.options.selection.include_clauses = {"list/200/body/a/type"};
  Judged::throws = true;
  const Judged judged(run, {.count = 10, .jobs = 1});
  Judged::throws = false;
  EXPECT_EQ(judged.times, 10U);
  EXPECT_EQ(judged.outcome.clauses.at(0).tally, (RoundsTally{.judged = 10, .undecided = 10}));
}

// A surplus that is known when the test says so.
class Later : public LateSurplus {
 public:
  Later(std::atomic<int>& open, std::optional<std::string> surplus, bool is_due)
      : open_(open), surplus_(std::move(surplus)), is_due_(is_due) {
    ++open_;
  }
  ~Later() override { --open_; }

  bool is_due() const override { return is_due_; }
  std::optional<std::string> take() override { return surplus_; }

 private:
  std::atomic<int>& open_;
  const std::optional<std::string> surplus_;
  const bool is_due_;
};

// Answers with 204, whose surplus is known later.
class Resting : public Transport {
 public:
  using Surplus = std::function<std::optional<std::string>(int times)>;

  Resting(Surplus surplus, bool is_due) : surplus_(std::move(surplus)), is_due_(is_due) {}

  Exchange send(const http::Request& request) override {
    most = std::max(most.load(), open.load());
    const int times = ++times_;
    return {.url = "http://target.example" + request.target,
            .sent = request,
            .outcome = Received{.response = {.status = 204},
                                .late = std::make_shared<Later>(open, surplus_(times), is_due_)}};
  }

  std::atomic<int> open{0};
  std::atomic<int> most{0};

 private:
  Surplus surplus_;
  const bool is_due_;
  std::atomic<int> times_{0};
};

constexpr const char* kEmpty =
    "  /things: {get: {operationId: list, responses: {'204': {description: d}}}}\n";

Ledger with_rounds_by(Transport& transport, std::uint64_t count) {
  Asking run([](const std::string&, std::size_t) { return http::Response{.status = 204}; }, kEmpty);
  run.options.selection.include_clauses = {"list/204/drift/content"};
  return run.judged({.count = count, .jobs = 1, .connect = [&](const Plan& plan) {
                       return std::vector<Transport*>(plan.bases.size(), &transport);
                     }});
}

TEST(Rounds, SendTheNextTurnsWhileASurplusMayStillCome) {
  for (const bool is_due : {true, false}) {
    Resting transport([](int) { return ""; }, is_due);
    const Ledger ledger = with_rounds_by(transport, 100);
    ASSERT_EQ(ledger.entries.size(), 1U);
    EXPECT_EQ(ledger.entries.front().verdict.outcome, Outcome::holds);
    EXPECT_EQ(ledger.entries.front().rounds, (RoundsTally{.judged = 100}));
    EXPECT_EQ(transport.open, 0);
    // Each is a connection: they are few. What is known is judged at once.
    EXPECT_LE(transport.most, 8);
    EXPECT_EQ(transport.most == 8, !is_due);
  }
}

TEST(Rounds, JudgeASurplusThatCameLater) {
  Resting transport([](int times) { return times == 7 ? "late" : ""; }, false);
  const Ledger ledger = with_rounds_by(transport, 20);
  ASSERT_EQ(ledger.entries.size(), 1U);
  const Entry& entry = ledger.entries.front();
  EXPECT_EQ(entry.verdict.outcome, Outcome::violated);
  ASSERT_EQ(entry.verdict.findings.size(), 1U);
  EXPECT_EQ(entry.verdict.findings.front().seen, R"("late")");
  ASSERT_TRUE(entry.rounds);
  EXPECT_EQ(entry.rounds->violated, 1U);
}

TEST(Rounds, LeaveOutATurnWhoseSurplusIsNotKnown) {
  Resting transport([](int times) { return times > 30 ? std::nullopt : std::optional<std::string>(""); },
                    true);
  const Ledger ledger = with_rounds_by(transport, 100);
  ASSERT_EQ(ledger.entries.size(), 1U);
  EXPECT_EQ(ledger.run.rounds->ended, "the run was interrupted");
  ASSERT_TRUE(ledger.entries.front().rounds);
  EXPECT_LE(ledger.entries.front().rounds->judged, 30U);
}

TEST(Rounds, LeaveUndecidedWhatTheJudgeFailsAt) {
  Asking run([](const std::string&, std::size_t) { return thing(R"({"a":1})"); });
  run.options.selection.include_clauses = {"list/200/body/a/type"};
  Judged::throws = true;
  const Judged judged(run, {.count = 10, .jobs = 2});
  Judged::throws = false;
  const ClauseRounds& clause = judged.outcome.clauses.at(0);
  EXPECT_EQ(clause.tally, (RoundsTally{.judged = 10, .undecided = 10}));
  ASSERT_TRUE(clause.unknown);
  EXPECT_EQ(clause.unknown->verdict.reason, "not judged: this process ran out of memory");
}

TEST(Rounds, AreNoneWhereNothingCanBeRepeated) {
  Asking run([](const std::string&, std::size_t) { return http::Response{.status = 201}; },
             "  /things: {post: {operationId: create, responses: {'201': {description: d}}}}\n");
  run.options.allow_writes = true;
  const Ledger ledger = run.judged({.count = 5});
  EXPECT_EQ(ledger.run.rounds->exchanges, 0U);
  EXPECT_EQ(ledger.run.rounds->ended, "the run sent no request that can be repeated");
  EXPECT_EQ(run.target.asked("POST /things"), 1U);
}

}  // namespace rounds_test
}  // namespace avouch
