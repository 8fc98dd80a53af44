// SPDX-License-Identifier: MIT
#include "suites/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "plan/order.h"
#include "suites/suites.h"

namespace avouch {
namespace {

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

struct Fixture {
  Fixture() {
    contract.file = "api.json";
    contract.operations.push_back({.id = "Fetch",
                                   .method = "GET",
                                   .path = "/things",
                                   .security = {{{.name = "basic", .kind = SecurityScheme::Kind::basic}}},
                                   .responses = {{.status = "200"}}});
    contract.clauses = {{.clause = {.coordinate = "Fetch/200/status"},
                         .roles = {Role::documented, Role::cross_origin},
                         .subject = StatusSubject{}},
                        {.clause = {.coordinate = "Fetch/security/anonymous", .kind = ClauseKind::security},
                         .roles = {Role::anonymous},
                         .subject = SecuritySubject{}},
                        {.clause = {.coordinate = "Fetch/200/drift/headers",
                                    .kind = ClauseKind::drift,
                                    .severity = Severity::warning},
                         .roles = {Role::documented},
                         .subject = DriftSubject{DriftSubject::Aspect::headers}},
                        {.clause = {.coordinate = "Fetch/404/status"}, .subject = StatusSubject{}}};
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
  EXPECT_EQ(session.entry(3).verdict.reason, "no request of a run leads to this documented answer");
  EXPECT_EQ(session.close({}).entries.size(), 3u) << "only what was asked for is judged";
  EXPECT_EQ(session.close({}).exchanges.size(), 3u);
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

// Answers 200, and remembers what was under way beside each write.
class RecordingTransport : public Transport {
 public:
  Exchange send(const http::Request& request) override {
    const bool writes = is_write(request.method);
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
    contract.clauses.push_back({.clause = {.coordinate = method + path + "/200/status"},
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
  EXPECT_EQ(mild.clause(2).severity, Severity::warning);
  EXPECT_EQ(strict.clause(2).severity, Severity::violation);
}

TEST(TestName, CanBeWrittenInAFilter) {
  EXPECT_EQ(test_name("Op/200/headers/Access-Control-Allow-Origin/type"),
            "Op/200/headers/Access_Control_Allow_Origin/type");
}

}  // namespace
}  // namespace avouch
