// SPDX-License-Identifier: MIT
// A program with its own tests beside the suites of a small contract. Judging fails on demand:
//
//   clause_program [--gtest_…] [WHAT:K…]
//
//   error:K, memory:K, int:K    judging the clause K of the plan throws that kind of exception
//   interrupt:K                 the run is interrupted while the clause K is judged
//   fail:K, skip:K              GoogleTest fails or skips the test of clause K, whatever its verdict
//   own:0                       a test of the program's own fails
//
// It prints one line per clause of the ledger (index, outcome, reason), then the defects, and exits as
// `avouch run` would.
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <map>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>

#include "cli/exit_code.h"
#include "suites/suites.h"

namespace avouch {
namespace {

std::map<std::string, std::size_t> wanted;  // what goes wrong at which clause
Cancellation interrupted{false};

bool is_wanted(const std::string& what, std::size_t clause) {
  const auto found = wanted.find(what);
  return found != wanted.end() && found->second == clause;
}

TEST(Own, Test) {
  EXPECT_FALSE(wanted.contains("own"));
}

// Its parameter is printed as a coordinate is: nothing but the test itself tells the two apart.
class OwnParameter : public testing::TestWithParam<int> {};
TEST_P(OwnParameter, IsNoClause) {
  EXPECT_EQ(GetParam(), 1);
}
INSTANTIATE_TEST_SUITE_P(Own, OwnParameter, testing::Values(1));

Contract contract() {
  Contract made;
  made.file = "api.json";
  made.operations.push_back({.id = "Fetch",
                             .method = "GET",
                             .path = "/things",
                             .security = {{{.name = "basic", .kind = SecurityScheme::Kind::basic}}},
                             .responses = {{.status = "200"}}});
  const Roles usual = {Role::documented};
  made.clauses = {
      {.clause = Clause{.coordinate = "Fetch/200/status"}, .roles = usual, .subject = StatusSubject{}},
      // GoogleTest does not run tests of such names by itself.
      {.clause = Clause{.coordinate = "DISABLED_Fetch/200/status"},
       .roles = usual,
       .subject = StatusSubject{}},
      {.clause = Clause{.coordinate = "Fetch/security/anonymous", .kind = ClauseKind::security},
       .roles = {Role::anonymous},
       .subject = SecuritySubject{}},
      {.clause = Clause{.coordinate = "Fetch/security/wrong-credentials", .kind = ClauseKind::security},
       .roles = {Role::wrong_credentials},
       .subject = SecuritySubject{}},
      {.clause = Clause{.coordinate = "Fetch/200/body/DISABLED_x/type"},
       .roles = usual,
       .subject = StatusSubject{}}};
  return made;
}

// Answers as it should.
class Target : public Transport {
 public:
  Exchange send(const http::Request& request) override {
    const bool is_known = http::combined(request.fields, "Authorization") == "Basic bmFtZTpzZWNyZXQ=";
    return {.url = "http://target.example" + request.target,
            .sent = request,
            .outcome = Received{.response = {.status = is_known ? 200 : 401}}};
  }
};

// Ends tests of clauses otherwise than their verdicts say.
class Liar : public testing::EmptyTestEventListener {
 public:
  explicit Liar(const Contract& known) {
    for (const BoundClause& bound : known.clauses) tests_.push_back(test_name(bound.clause->coordinate));
  }

  void OnTestStart(const testing::TestInfo& test) override {
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if (test.name() != tests_[i]) continue;
      if (is_wanted("fail", i)) ADD_FAILURE() << "a lie";
      if (is_wanted("skip", i)) GTEST_SKIP() << "a lie";
    }
  }

 private:
  std::vector<std::string> tests_;
};

int run() {
  const Contract judged = contract();
  const Plan plan = make_plan(judged, {.user = "name:secret"});
  Judge judge = *Judge::make(judged, {});
  Target target;
  Session session(judged, plan,
                  [&](const BoundClause& clause, const std::vector<Evidence>& evidence) {
                    const std::size_t index = static_cast<std::size_t>(&clause - judged.clauses.data());
                    if (is_wanted("error", index)) throw std::runtime_error("no \x1b verdict");
                    if (is_wanted("memory", index)) throw std::bad_alloc();
                    if (is_wanted("int", index)) throw 7;
                    if (is_wanted("interrupt", index)) interrupted = true;
                    return judge.judge(clause, evidence);
                  },
                  {&target}, {});
  register_suites(session);
  testing::UnitTest::GetInstance()->listeners().Append(new Liar(judged));  // GoogleTest owns it
  const SuitesRun ran = run_suites(false, interrupted);
  const Ledger ledger = session.close({});
  for (const Entry& entry : ledger.entries) {
    std::cout << entry.clause->coordinate << '|' << to_string(entry.verdict.outcome) << '|'
              << entry.verdict.reason << '\n';
  }
  const std::vector<std::string> defects = ran.defects;
  for (const std::string& defect : defects) std::cout << "defect: " << defect << '\n';
  const ExitCode code = decide(ledger, defects);
  return code == ExitCode::holds && ran.others_failed ? 1 : static_cast<int>(code);
}

}  // namespace
}  // namespace avouch

int main(int count, char** words) {
  testing::InitGoogleTest(&count, words);
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const std::size_t colon = word.find(':');
    avouch::wanted[word.substr(0, colon)] = std::stoul(word.substr(colon + 1));
  }
  return avouch::run();
}
