// SPDX-License-Identifier: MIT
#include "suites/suites.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"

namespace avouch {
namespace {

// One line a finding: what a person reads in GoogleTest's own output, which escapes nothing.
std::string in_words(const Entry& entry) {
  std::string text = printable(entry.clause.coordinate + ": " + entry.verdict.reason);
  for (const Finding& finding : entry.verdict.findings) {
    text += "\n  " + printable(finding.where + " is " + finding.seen + "; expected: " + finding.expected);
  }
  if (!entry.clause.documentation.empty())
    text += "\n  documented in: " + printable(entry.clause.documentation);
  if (!entry.reproduce.empty()) text += "\n  reproduce: " + printable(entry.reproduce);
  return text;
}

// A suite is this fixture under the name of its kind of clause; its parameter is the clause.
class ClauseTest : public testing::Test {
 public:
  ClauseTest(Session& session, std::size_t planned) : session_(session), planned_(planned) {}

  void TestBody() override {
    const Entry& entry = session_.entry(planned_);
    const Clause& clause = entry.clause;
    const std::string file = printable(clause.place.file);
    switch (entry.verdict.outcome) {
      case Outcome::holds:
        return;
      case Outcome::unexercised:
        GTEST_SKIP() << printable(entry.verdict.reason);
      case Outcome::undecided:
        ADD_FAILURE_AT(file.c_str(), clause.place.line) << "undecided: " << in_words(entry);
        return;
      case Outcome::violated:
        if (clause.severity == Severity::warning) {
          RecordProperty("warning", in_words(entry));
        } else {
          ADD_FAILURE_AT(file.c_str(), clause.place.line) << in_words(entry);
        }
        return;
    }
  }

 private:
  Session& session_;
  std::size_t planned_;
};

// Before the first test of an iteration: filter, shard and shuffle are known, so only what is needed is sent.
class ExchangeFirst : public testing::EmptyTestEventListener {
 public:
  ExchangeFirst(Session& session, std::multimap<std::string, std::size_t> planned)
      : session_(session), planned_(std::move(planned)) {}

  void OnEnvironmentsSetUpStart(const testing::UnitTest& run) override {
    std::vector<std::size_t> selected;
    for (int i = 0; i < run.total_test_suite_count(); ++i) {
      const testing::TestSuite& suite = *run.GetTestSuite(i);
      for (int j = 0; j < suite.total_test_count(); ++j) {
        const testing::TestInfo& test = *suite.GetTestInfo(j);
        if (!test.should_run() || test.value_param() == nullptr) continue;
        const auto [begin, end] = planned_.equal_range(test.value_param());
        for (auto each = begin; each != end; ++each) selected.push_back(each->second);
      }
    }
    std::sort(selected.begin(), selected.end());
    session_.exchange(selected);
  }

 private:
  Session& session_;
  std::multimap<std::string, std::size_t> planned_;  // by coordinate, as it is shown
};

}  // namespace

std::string suite_name(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::status:
      return "Status";
    case ClauseKind::media_type:
      return "MediaType";
    case ClauseKind::body_syntax:
      return "BodySyntax";
    case ClauseKind::body_schema:
      return "Body";
    case ClauseKind::header:
      return "Headers";
    case ClauseKind::cors:
      return "Cors";
    case ClauseKind::security:
      return "Security";
    case ClauseKind::drift:
      return "Drift";
  }
  return {};
}

std::string test_name(const std::string& coordinate) {
  std::string name = printable(coordinate);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

void register_suites(Session& session) {
  std::multimap<std::string, std::size_t> planned;
  for (std::size_t i = 0; i < session.plan().clauses.size(); ++i) {
    const Clause clause = session.clause(i);
    const std::string shown_coordinate = printable(clause.coordinate);
    planned.emplace(shown_coordinate, i);
    testing::RegisterTest(
        suite_name(clause.kind).c_str(), test_name(clause.coordinate).c_str(), nullptr,
        shown_coordinate.c_str(), printable(clause.place.file).c_str(), clause.place.line,
        [&session, i]() -> ClauseTest* { return new ClauseTest(session, i); });  // GoogleTest owns
  }
  testing::UnitTest::GetInstance()->listeners().Append(new ExchangeFirst(session, std::move(planned)));
}

void run_suites(bool keep_printer, const Cancellation& cancellation) {
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  if (!keep_printer) delete listeners.Release(listeners.default_result_printer());
  if (GTEST_FLAG_GET(list_tests)) GTEST_FLAG_SET(repeat, 1);
  // GoogleTest's own repetition cannot be interrupted, so its iterations are ours, one at a time.
  const int repeat = GTEST_FLAG_GET(repeat);
  GTEST_FLAG_SET(repeat, 1);
  for (int i = 0; (repeat < 0 || i < repeat) && !cancellation; ++i) {
    // Its result says only whether a test failed; the ledger knows more.
    [[maybe_unused]] const int failed = RUN_ALL_TESTS();
  }
}

}  // namespace avouch
