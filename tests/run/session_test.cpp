// SPDX-License-Identifier: MIT
#include "run/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "http/syntax.h"

namespace avouch {
namespace session_test {

// Answers as a small API would, and remembers what it was asked.
class FakeTransport : public Transport {
 public:
  Exchange send(const http::Request& request) override {
    const std::lock_guard lock(mutex_);
    asked.push_back(request);
    const bool known = http::combined(request.fields, "Authorization") == "Basic bmFtZTpzZWNyZXQ=";
    Received received{.response = {.status = known ? 200 : 401, .reason = "Who knows secret-word?"}};
    return {.url = "http://target.example" + request.target, .sent = request, .outcome = received};
  }

  std::vector<http::Request> asked;

 private:
  std::mutex mutex_;
};

// The same, with content.
class SpeakingTransport : public FakeTransport {
 public:
  Exchange send(const http::Request& request) override {
    Exchange exchange = FakeTransport::send(request);
    std::get<Received>(exchange.outcome).response.body = "one thing, two things";
    return exchange;
  }
};

struct Fixture {
  Fixture() {
    contract.file = "api.json";
    contract.operations.push_back({.id = "Fetch",
                                   .method = "GET",
                                   .path = "/things",
                                   .security = {{{.name = "basic", .kind = SecurityScheme::Kind::basic}}},
                                   .responses = {{.status = "200"}}});
    contract.clauses = {
        {.clause = Clause{.coordinate = "Fetch/200/status"},
         .roles = {Role::documented, Role::cross_origin},
         .subject = StatusSubject{}},
        {.clause = Clause{.coordinate = "Fetch/security/anonymous", .kind = ClauseKind::security},
         .roles = {Role::anonymous},
         .subject = SecuritySubject{}},
        {.clause = Clause{.coordinate = "Fetch/200/drift/headers",
                          .kind = ClauseKind::drift,
                          .severity = Severity::warning},
         .roles = {Role::documented},
         .subject = DriftSubject{DriftSubject::Aspect::headers}},
        {.clause = Clause{.coordinate = "Fetch/404/status"}, .subject = StatusSubject{}}};
    plan = make_plan(contract, {.user = "name:secret"});
    secrets.add("AVOUCH_USER", "name:secret-word");
  }

  Contract contract;
  Plan plan;
  http::Secrets secrets;
  FakeTransport transport;
};

TEST(Session, SendsOnlyWhatIsNeededAndEachProbeOnce) {
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, fixture.plan, judge, {&fixture.transport}, {});
  session.exchange({1});
  EXPECT_EQ(fixture.transport.asked.size(), 1u);
  session.exchange({0, 1, 2, 3});
  EXPECT_EQ(fixture.transport.asked.size(), 3u);
  session.exchange({0, 1, 2, 3});
  EXPECT_EQ(fixture.transport.asked.size(), 3u);
}

TEST(Session, SendsEachProbeToItsBase) {
  Fixture fixture;
  fixture.contract.servers = {"https://a.example/v1"};
  fixture.contract.operations[0].servers = {"https://b.example"};
  const Plan plan =
      make_plan(fixture.contract, {.user = "name:secret",
                                   .targets = {.target = *http::parse_url("http://target.example/v1"),
                                               .servers = {{.server = "https://b.example",
                                                            .url = *http::parse_url("http://b.test/x")}}}});
  FakeTransport other;
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, plan, judge, {&fixture.transport, &other}, {});
  session.exchange({0, 1, 2, 3});
  EXPECT_EQ(fixture.transport.asked.size(), 0u);
  ASSERT_EQ(other.asked.size(), 3u);
  for (const http::Request& request : other.asked) EXPECT_EQ(request.target, "/x/things");
}

TEST(Session, JudgesAndKeepsTheEvidence) {
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, fixture.plan, judge, {&fixture.transport}, {.secrets = fixture.secrets});
  session.exchange({0, 1, 2, 3});
  EXPECT_EQ(session.entry(0).verdict.outcome, Outcome::holds);
  EXPECT_EQ(session.entry(0).verdict.instances, 2u);
  EXPECT_EQ(session.entry(0).probe, "Fetch/documented");
  EXPECT_EQ(session.entry(1).verdict.outcome, Outcome::holds);
  EXPECT_EQ(session.entry(3).verdict.outcome, Outcome::unexercised);
  EXPECT_EQ(session.entry(3).verdict.reason, "no request of a run triggers this documented response");
  EXPECT_EQ(session.close({}).entries.size(), 3u) << "only what was asked for is judged";
  EXPECT_EQ(session.close({}).exchanges.size(), 3u);
  const std::vector<Entry> kept = session.entries();
  const Ledger ledger = std::move(session).close({});
  ASSERT_EQ(ledger.entries.size(), kept.size()) << "at the end, the entries move to the ledger";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(ledger.entries[i].clause->coordinate, kept[i].clause->coordinate);
    EXPECT_EQ(ledger.entries[i].verdict, kept[i].verdict);
    EXPECT_EQ(ledger.entries[i].reproduce, kept[i].reproduce);
  }
}

TEST(Session, MarksAViolationThatIsKnown) {
  Fixture fixture;
  fixture.plan = make_plan(fixture.contract, {.user = "name:wrong"});
  std::vector<std::string> asked;
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, fixture.plan, judge, {&fixture.transport},
                  {.known = [&](const Entry& violated) -> std::optional<Waived> {
                    asked.push_back(violated.clause->coordinate);
                    return Waived{.reason = "known"};
                  }});
  const Ledger ledger = session.judge_all({});
  for (const Entry& entry : ledger.entries)
    EXPECT_EQ(entry.waived.has_value(), entry.verdict.outcome == Outcome::violated)
        << entry.clause->coordinate;
  EXPECT_GT(asked.size(), 0U);
  EXPECT_EQ(asked.size(), ledger.tally().waived);
  EXPECT_EQ(ledger.tally().violated, 0U);
}

TEST(Session, JudgesAnErrorThatAnotherRequestBroughtAbout) {
  Fixture fixture;
  fixture.contract.operations[0].responses.push_back({.status = "401"});
  fixture.contract.clauses.push_back({.clause = Clause{.coordinate = "Fetch/401/status"},
                                      .response = 1,
                                      .also = {Role::anonymous, Role::wrong_credentials},
                                      .subject = StatusSubject{}});
  fixture.plan = make_plan(fixture.contract, {.user = "name:secret"});
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, fixture.plan, judge, {&fixture.transport}, {});
  session.exchange({4});
  EXPECT_EQ(session.entry(4).verdict.outcome, Outcome::holds);
  EXPECT_EQ(session.entry(4).probe, "Fetch/anonymous");
}

TEST(Session, MakesAnUndocumentedStatusAWarningUnlessItIsStrict) {
  Fixture fixture;
  fixture.contract.clauses.push_back({.clause = Clause{.coordinate = "Fetch/documented-status"},
                                      .roles = {Role::anonymous},
                                      .subject = DocumentedStatusSubject{}});
  fixture.contract.operations[0]
      .security.clear();  // so that its 401 is nothing that credentials would change
  fixture.plan = make_plan(fixture.contract, {.headers = {{"Authorization", "Bearer wrong"}}});
  for (Probe& probe : fixture.plan.probes) probe.has_credentials = true;
  for (const bool is_strict : {false, true}) {
    Judge judge = *Judge::make(fixture.contract, {});
    Session session(fixture.contract, fixture.plan, judge, {&fixture.transport},
                    {.strict = is_strict ? std::set<std::string>{"statuses"} : std::set<std::string>{}});
    session.exchange({4});
    EXPECT_EQ(session.entry(4).verdict.outcome, Outcome::violated);
    EXPECT_EQ(session.entry(4).clause->severity, is_strict ? Severity::violation : Severity::warning);
  }
}

TEST(Session, KnowsThatItWasLetInNowhere) {
  Fixture fixture;
  for (const bool is_right : {false, true}) {
    fixture.plan = make_plan(fixture.contract, {.user = is_right ? "name:secret" : "name:other"});
    Judge judge = *Judge::make(fixture.contract, {});
    Session session(fixture.contract, fixture.plan, judge, {&fixture.transport}, {});
    session.exchange({0, 1, 2, 3});
    EXPECT_EQ(session.close({}).run.admission, is_right ? Admission::granted : Admission::refused);
  }
}

// Without credentials no success of a secured operation was seen, whatever the target answered.
TEST(Session, WithoutCredentialsAnotherErrorIsNoSuccessEither) {
  Fixture fixture;
  struct Fixed : Transport {
    int status = 404;
    Exchange send(const http::Request& request) override {
      Received received{.response = {.status = status}};
      return {.url = "http://target.example" + request.target, .sent = request, .outcome = received};
    }
  } transport;
  const auto is_locked_out = [&](const PlanOptions& options, int status) {
    transport.status = status;
    Judge judge = *Judge::make(fixture.contract, {});
    Session session(fixture.contract, make_plan(fixture.contract, options), judge, {&transport}, {});
    session.exchange({0, 1, 2, 3});
    return session.close({}).run.admission == Admission::refused;
  };
  EXPECT_TRUE(is_locked_out({}, 404));
  EXPECT_FALSE(is_locked_out({}, 200)) << "the target lets everybody in, which a security clause reports";
  EXPECT_FALSE(is_locked_out({.user = "name:secret"}, 404)) << "the credentials were given";
  EXPECT_TRUE(is_locked_out({.user = "name:secret"}, 403));
  fixture.contract.operations[0].security = {
      {{.name = "s", .kind = SecurityScheme::Kind::unknown, .fault = "it is not defined"}}};
  EXPECT_TRUE(is_locked_out({}, 401)) << "no call could be sent";
  fixture.contract.operations[0].security.clear();
  EXPECT_FALSE(is_locked_out({}, 404));
}

TEST(Session, LetsNoSecretOut) {
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, fixture.plan, judge, {&fixture.transport}, {.secrets = fixture.secrets});
  session.exchange({0, 1, 2, 3});
  for (std::size_t i = 0; i < 4; ++i) (void)session.entry(i);
  for (const SentRequest& sent : session.close({}).exchanges) {
    EXPECT_EQ(sent.outcome.find("secret-word"), std::string::npos) << sent.outcome;
  }
}

// Bodies are dropped when they are judged, so their beginnings are kept before.
TEST(Session, KeepsMessagesForReportsThatShowThem) {
  Fixture fixture;
  const Judge judge = *Judge::make(fixture.contract, {});
  for (const std::size_t shown : {0U, 5U}) {
    SpeakingTransport transport;
    Session session(fixture.contract, fixture.plan, judge, {&transport},
                    {.secrets = fixture.secrets, .shown_content = shown});
    session.exchange({0, 1, 2, 3});
    const Ledger ledger = session.close({});
    ASSERT_FALSE(ledger.exchanges.empty());
    std::size_t with_content = 0;
    for (const SentRequest& sent : ledger.exchanges) {
      ASSERT_EQ(sent.messages.has_value(), shown > 0) << sent.probe;
      if (!sent.messages) continue;
      EXPECT_LE(sent.messages->response_content.text.size(), shown);
      with_content += sent.messages->response_content.text.empty() ? 0U : 1U;
      EXPECT_EQ(sent.messages->response_content.is_cut, sent.messages->response_content.size > shown);
    }
    EXPECT_EQ(with_content > 0, shown > 0);
  }
}

TEST(Session, EntersWhatIsSelectedFromTheStart) {
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, fixture.plan, judge, {&fixture.transport}, {});
  session.select({0, 1, 3});
  for (const Entry& entry : session.close({}).entries) {
    EXPECT_EQ(entry.verdict.outcome, Outcome::undecided);
    EXPECT_EQ(entry.verdict.reason, "not judged yet");
  }
  session.exchange({0, 1, 3});
  EXPECT_EQ(session.entry(1).verdict.outcome, Outcome::holds);
  session.select({0, 1, 3});
  EXPECT_FALSE(session.is_judged(0));
  EXPECT_TRUE(session.is_judged(1));
  session.leave_unjudged("not judged: it rained");
  const Ledger ledger = session.close({});
  ASSERT_EQ(ledger.entries.size(), 3U);
  EXPECT_EQ(ledger.entries[0].verdict.reason, "not judged: it rained");
  EXPECT_EQ(ledger.entries[1].verdict.outcome, Outcome::holds) << "a verdict is not taken back";
  EXPECT_EQ(ledger.entries[2].clause->coordinate, "Fetch/404/status");
}

// Judges as `judge` does, but for one clause.
Judging throwing(const Contract& contract, Judge& judge, std::size_t at, void (*raise)()) {
  return [&contract, &judge, at, raise](const BoundClause& clause, const std::vector<Evidence>& evidence) {
    if (&clause == &contract.clauses[at]) raise();
    return judge.judge(clause, evidence);
  };
}

TEST(Session, LeavesUndecidedWhatThrows) {
  const std::vector<std::pair<void (*)(), std::string>> kinds = {
      {[] { throw std::bad_alloc(); }, "not judged: this process ran out of memory"},
      {[] { throw std::runtime_error("a \x1b, and secret-word"); },
       "not judged: Avouch failed: a \\x1b, and $AVOUCH_USER"},
      {[] { throw 7; }, "not judged: Avouch failed: what was thrown is not a std::exception"}};
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  const std::vector<std::size_t> all = {0, 1, 2, 3};
  Session calm(fixture.contract, fixture.plan, judge, {&fixture.transport}, {.secrets = fixture.secrets});
  calm.exchange(all);
  for (const auto& [raise, reason] : kinds) {
    for (std::size_t thrown = 0; thrown < 3;
         ++thrown) {  // the last clause has no exchange that could be judged
      Session session(fixture.contract, fixture.plan, throwing(fixture.contract, judge, thrown, raise),
                      {&fixture.transport}, {.secrets = fixture.secrets});
      session.select(all);
      session.exchange(all);
      for (const std::size_t clause : all) {
        const Verdict& verdict = session.entry(clause).verdict;
        if (clause != thrown) {
          EXPECT_EQ(verdict, calm.entry(clause).verdict);
          continue;
        }
        EXPECT_EQ(verdict.outcome, Outcome::undecided);
        EXPECT_EQ(verdict.reason, reason);
      }
      EXPECT_EQ(session.close({}).entries.size(), all.size());
    }
  }
}

TEST(Session, LeavesUndecidedAVerdictOverEvidenceThatThereIsNot) {
  Fixture fixture;
  const Judging judging = [](const BoundClause&, const std::vector<Evidence>&) {
    return Verdict{.outcome = Outcome::holds, .evidence = 99};
  };
  Session session(fixture.contract, fixture.plan, judging, {&fixture.transport}, {});
  session.exchange({0});
  EXPECT_EQ(session.entry(0).verdict.outcome, Outcome::undecided);
  EXPECT_TRUE(session.entry(0).verdict.reason.starts_with("not judged: Avouch failed: "));
}

TEST(Session, LeavesUndecidedWhatWasNotSent) {
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  Session session(fixture.contract, fixture.plan, judge, {&fixture.transport}, {});
  session.select({0});
  EXPECT_EQ(session.entry(0).verdict.outcome, Outcome::undecided);
}

// Throws where it should send.
class ThrowingTransport : public Transport {
 public:
  Exchange send(const http::Request&) override { throw std::bad_alloc(); }
};

TEST(Session, SaysWhyAnExchangeThrewAndHowToRepeatIt) {
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  ThrowingTransport transport;
  const Plan plan =
      make_plan(fixture.contract,
                {.user = "name:secret", .targets = {.target = *http::parse_url("http://a.example/v1")}});
  Session session(fixture.contract, plan, judge, {&transport}, {.secrets = fixture.secrets});
  session.exchange({0, 1});
  for (const std::size_t clause : {0U, 1U}) {
    const Entry& entry = session.entry(clause);
    EXPECT_EQ(entry.verdict.outcome, Outcome::undecided);
    EXPECT_NE(entry.verdict.reason.find("this process ran out of memory"), std::string::npos)
        << entry.verdict.reason;
    EXPECT_NE(entry.reproduce.text().find("http://a.example/v1/things"), std::string::npos)
        << entry.reproduce.text();
    const bool is_of_the_head =
        entry.clause->kind != ClauseKind::body_schema && entry.clause->kind != ClauseKind::body_syntax;
    EXPECT_EQ(entry.reproduce.text().starts_with("curl -i "), is_of_the_head) << entry.reproduce.text();
  }
}

// Answers 200, and remembers what was under way beside each write.
class RecordingTransport : public Transport {
 public:
  Exchange send(const http::Request& request) override {
    const bool writes = !http::is_safe_method(request.method);
    {
      const std::lock_guard lock(mutex_);
      if (under_way_ > 0 && (writes || writing_)) overlaps.push_back(request.method + " " + request.target);
      ++under_way_;
      writing_ = writing_ || writes;
      if (writes) written.push_back(request.method + " " + request.target);
      ++sent;
    }
    for (int i = 0; i < 100; ++i) std::this_thread::yield();  // room for others to come in
    const std::lock_guard lock(mutex_);
    --under_way_;
    if (writes) writing_ = false;
    return {.url = "http://target.example" + request.target, .sent = request, .outcome = Received{}};
  }

  std::vector<std::string> written;  // in order
  std::vector<std::string>
      overlaps;  // what came while a write was under way, and writes that came beside others
  std::size_t sent = 0;

 private:
  std::mutex mutex_;
  std::size_t under_way_ = 0;
  bool writing_ = false;
};

TEST(Session, SendsWritesInOrderAndAlone) {
  Contract contract{.file = "api.json"};
  const auto add = [&](const std::string& method, const std::string& path) {
    contract.operations.push_back(
        {.id = method + path, .method = method, .path = path, .responses = {{.status = "200"}}});
    contract.clauses.push_back({.clause = Clause{.coordinate = method + path + "/200/status"},
                                .operation = contract.operations.size() - 1,
                                .roles = {Role::documented, Role::cross_origin, Role::other_origin},
                                .subject = StatusSubject{}});
  };
  for (const char* path : {"/b/c", "/b", "/a/x", "/a"}) {
    for (const char* method : {"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"}) add(method, path);
  }
  const Plan plan = make_plan(contract, {.allow_writes = true});
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < plan.clauses.size(); ++i) all.push_back(i);
  for (const std::size_t jobs : {1U, 16U}) {
    RecordingTransport transport;
    Judge judge = *Judge::make(contract, {});
    Session session(contract, plan, judge, {&transport}, {.jobs = jobs});
    session.exchange(all);
    EXPECT_EQ(transport.written, (std::vector<std::string>{
                                     "POST /a", "POST /b", "POST /a/x", "POST /b/c", "PATCH /a", "PATCH /a/x",
                                     "PATCH /b", "PATCH /b/c", "PUT /a", "PUT /a/x", "PUT /b", "PUT /b/c",
                                     "DELETE /a/x", "DELETE /b/c", "DELETE /a", "DELETE /b"}));
    EXPECT_TRUE(transport.overlaps.empty()) << transport.overlaps.front();
    EXPECT_EQ(transport.sent, plan.probes.size());
    EXPECT_EQ(transport.sent, 16U + 8U * 3U);
  }
}

TEST(Session, StrictPromotesDrift) {
  Fixture fixture;
  Judge judge = *Judge::make(fixture.contract, {});
  const Session mild(fixture.contract, fixture.plan, judge, {&fixture.transport}, {});
  const Session strict(fixture.contract, fixture.plan, judge, {&fixture.transport}, {.strict = {"headers"}});
  EXPECT_EQ(mild.clause(2)->severity, Severity::warning);
  EXPECT_EQ(strict.clause(2)->severity, Severity::violation);
}

// A clause about the content needs no option of curl, so the entry has the command of the exchange.
TEST(Session, TellsTheCommandOfAnExchangeOnce) {
  Fixture fixture;
  fixture.contract.clauses = {
      {.clause = Clause{.coordinate = "Fetch/200/body", .kind = ClauseKind::body_syntax},
       .roles = {Role::documented},
       .subject = StatusSubject{}}};
  const Judge judge = *Judge::make(fixture.contract, {});
  const Ledger ledger = Session(fixture.contract, make_plan(fixture.contract, {.user = "name:secret"}), judge,
                                {&fixture.transport}, {})
                            .judge_all({});
  ASSERT_EQ(ledger.entries.size(), 1U);
  ASSERT_EQ(ledger.exchanges.size(), 1U);
  EXPECT_FALSE(ledger.exchanges.front().reproduce.empty());
  EXPECT_EQ(&ledger.entries.front().reproduce.text(), &ledger.exchanges.front().reproduce.text());
}

}  // namespace session_test
}  // namespace avouch
