// SPDX-License-Identifier: MIT
#include "suites/suites.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/thrown.h"

namespace avouch {
namespace {

constexpr const char* kInterrupted = "not judged: the run was interrupted";

// One line per finding, for a person who reads GoogleTest's own output, which escapes nothing.
std::string in_words(const Entry& entry) {
  std::string text = printable(entry.clause->coordinate + ": " + entry.verdict.reason);
  for (const Finding& finding : entry.verdict.findings) {
    text += "\n  " + printable(finding.where + " is " + finding.seen + "; expected: " + finding.expected);
  }
  if (!entry.clause->documentation.empty())
    text += "\n  documented in: " + printable(entry.clause->documentation);
  // An interrupted run leaves thousands undecided, and GoogleTest keeps each text.
  if (entry.verdict.outcome == Outcome::violated && !entry.reproduce.empty())
    text += "\n  reproduce: " + printable(entry.reproduce.text());
  return text;
}

// Maps a verdict to GoogleTest's result.
TestEnd end_of(const Entry& entry) {
  switch (entry.verdict.outcome) {
    case Outcome::holds:
      return TestEnd::passed;
    case Outcome::unexercised:
      return TestEnd::skipped;
    case Outcome::undecided:
      return TestEnd::failed;
    case Outcome::violated:
      if (entry.waived) return TestEnd::skipped;
      return entry.clause->severity == Severity::warning ? TestEnd::passed : TestEnd::failed;
  }
  return TestEnd::failed;
}

std::string_view in_words(TestEnd end) {
  switch (end) {
    case TestEnd::passed:
      return "passed";
    case TestEnd::failed:
      return "failed";
    case TestEnd::skipped:
      return "skipped";
  }
  return {};
}

// Maps GoogleTest's events to clauses. Ignores tests that do not belong to a clause.
class ClauseListener : public testing::EmptyTestEventListener {
 public:
  explicit ClauseListener(Session& session) : session_(session) {}

  void add(const testing::TestInfo* test, std::size_t planned) { planned_.emplace(test, planned); }
  void begin(const Cancellation& cancellation) { cancellation_ = &cancellation; }

  // Runs before the first test of an iteration. Filter, shard and shuffle are known by then, so it sends only
  // the requests that the selected tests need.
  void OnEnvironmentsSetUpStart(const testing::UnitTest& run) override {
    std::vector<std::size_t> selected;
    for (int i = 0; i < run.total_test_suite_count(); ++i) {
      const testing::TestSuite& suite = *run.GetTestSuite(i);
      for (int j = 0; j < suite.total_test_count(); ++j) {
        const testing::TestInfo* test = suite.GetTestInfo(j);
        const auto known = planned_.find(test);
        if (known != planned_.end() && test->should_run()) selected.push_back(known->second);
      }
    }
    std::sort(selected.begin(), selected.end());
    for (const std::size_t planned : selected) ends_.try_emplace(planned);
    session_.select(selected);
    session_.exchange(selected);
    was_interrupted_ = cancellation_ != nullptr && cancellation_->load();
  }

  void OnTestEnd(const testing::TestInfo& test) override {
    const testing::TestResult& result = *test.result();
    const auto known = planned_.find(&test);
    if (known == planned_.end()) {
      others_failed_ |= result.Failed();
      return;
    }
    clauses_failed_ |= result.Failed();
    // --gtest_fail_fast reports tests that it does not run as skipped.
    if (result.Skipped() && !session_.is_judged(known->second)) return;
    ends_[known->second].insert(result.Failed()    ? TestEnd::failed
                                : result.Skipped() ? TestEnd::skipped
                                                   : TestEnd::passed);
  }

  // Whether an interruption came after the exchanges; judging stops then. If it came during the exchanges,
  // the responses received so far are judged.
  bool is_interrupted() const {
    return cancellation_ != nullptr && cancellation_->load() && !was_interrupted_;
  }

  bool clauses_failed() const { return clauses_failed_; }
  bool others_failed() const { return others_failed_; }

  std::vector<ClauseRun> clauses() const {
    std::vector<ClauseRun> all;
    all.reserve(ends_.size());
    for (const auto& [planned, ends] : ends_) all.push_back({session_.clause(planned), ends});
    return all;
  }

  Session& session() { return session_; }

 private:
  Session& session_;
  std::map<const testing::TestInfo*, std::size_t> planned_;
  std::map<std::size_t, TestEnds> ends_;  // of the selected clauses
  const Cancellation* cancellation_ = nullptr;
  bool was_interrupted_ = false;
  bool clauses_failed_ = false;
  bool others_failed_ = false;
};

// Names of the program's own suites, which belong to no clause.
std::set<std::string> suites_of_the_program() {
  std::set<std::string> names;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) names.insert(all.GetTestSuite(i)->name());
  return names;
}

// Owned by GoogleTest. One per process, like GoogleTest itself.
ClauseListener* registered = nullptr;

// The fixture of every clause suite. The suite's name is the kind of clause; the test's parameter is the
// clause.
class ClauseTest : public testing::Test {
 public:
  ClauseTest(ClauseListener& listener, std::size_t planned) : listener_(listener), planned_(planned) {}

  void TestBody() override {
    Session& session = listener_.session();
    if (!session.is_judged(planned_) && listener_.is_interrupted()) {
      ADD_FAILURE() << "undecided: " << kInterrupted;
      return;
    }
    const Entry& entry = session.entry(planned_);
    const Clause& clause = entry.clause;
    const std::string file = printable(clause.place->file);
    switch (entry.verdict.outcome) {
      case Outcome::holds:
        return;
      case Outcome::unexercised:
        GTEST_SKIP() << printable(entry.verdict.reason);
      case Outcome::undecided:
        ADD_FAILURE_AT(file.c_str(), clause.place->line) << "undecided: " << in_words(entry);
        return;
      case Outcome::violated:
        if (entry.waived) {
          GTEST_SKIP() << "waived: " << printable(waived_text(*entry.waived)) << "\n" << in_words(entry);
        }
        if (clause.severity == Severity::warning) {
          RecordProperty("warning", in_words(entry));
        } else {
          ADD_FAILURE_AT(file.c_str(), clause.place->line) << in_words(entry);
        }
        return;
    }
  }

 private:
  ClauseListener& listener_;
  std::size_t planned_;
};

// GoogleTest's own repetition cannot be interrupted, so this loop runs the iterations one by one.
void repeat_all_tests(const Cancellation& cancellation, SuitesRun& ran) {
  const int repeat = GTEST_FLAG_GET(repeat);
  GTEST_FLAG_SET(repeat, 1);
  int done = 0;
  // The first iteration always runs; it determines which clauses were selected.
  do {
    ran.failed |= RUN_ALL_TESTS() != 0;
    ++done;
  } while ((repeat < 0 || done < repeat) && !cancellation);
}

std::string why_unjudged(const SuitesRun& ran, const Cancellation& cancellation) {
  if (!ran.thrown.empty()) {
    return GTEST_FLAG_GET(throw_on_failure) ? "not judged: --gtest_throw_on_failure ended the run first"
                                            : "not judged: GoogleTest ended with an exception: " + ran.thrown;
  }
  if (cancellation) return kInterrupted;
  if (GTEST_FLAG_GET(fail_fast)) return "not judged: --gtest_fail_fast ended the run first";
  return "not judged: GoogleTest did not run its test";
}

// Describes the defect of one clause; empty if it has none.
std::string defect_of(const ClauseRun& clause, const Entry* entry, bool is_cut_short) {
  const std::string& coordinate = clause.clause->coordinate;
  if (entry == nullptr) return coordinate + " was selected, but the ledger has no entry for it";
  if (clause.ends.empty() && !is_cut_short) return "GoogleTest did not run the test of " + coordinate;
  for (const TestEnd end : {TestEnd::passed, TestEnd::failed, TestEnd::skipped}) {
    if (!clause.ends.contains(end) || end == end_of(*entry)) continue;
    return "GoogleTest reports that " + coordinate + " " + std::string(in_words(end)) +
           ", but the ledger reports that it " + (entry->verdict.outcome == Outcome::holds ? "" : "is ") +
           std::string(to_string(entry->verdict.outcome)) + (entry->waived ? " and waived" : "");
  }
  return {};
}

std::vector<std::string> defects_in(const SuitesRun& ran, const std::vector<const Entry*>& ledger) {
  const auto coordinate_of = [](const Entry* entry) -> std::string_view { return entry->clause->coordinate; };
  std::vector<const Entry*> entries = ledger;
  std::ranges::sort(entries, {}, coordinate_of);
  std::vector<std::string> defects;
  for (const ClauseRun& clause : ran.clauses) {
    const std::string& coordinate = clause.clause->coordinate;
    const auto found = std::ranges::lower_bound(entries, std::string_view(coordinate), {}, coordinate_of);
    const bool is_found = found != entries.end() && coordinate_of(*found) == coordinate;
    std::string defect = defect_of(clause, is_found ? *found : nullptr, ran.is_cut_short);
    if (!defect.empty()) defects.push_back(std::move(defect));
  }
  return defects;
}

}  // namespace

std::string test_name(const std::string& coordinate) {
  constexpr std::string_view kDisabled = "DISABLED_";
  std::string name;
  for (std::size_t i = 0; i < coordinate.size(); ++i) {
    const bool begins = i == 0 || coordinate[i - 1] == '/';
    if (begins && std::string_view(coordinate).substr(i).starts_with(kDisabled)) name += '_';
    name += coordinate[i] == '-' ? '_' : coordinate[i];
  }
  return name;
}

void register_suites(Session& session, const std::optional<std::vector<std::size_t>>& only) {
  auto* listener = new ClauseListener(session);
  testing::UnitTest::GetInstance()->listeners().Append(listener);  // GoogleTest takes ownership
  registered = listener;
  // GoogleTest fails the tests of a suite that mixes two fixtures.
  const std::set<std::string> taken = suites_of_the_program();
  for (std::size_t i = 0; i < session.plan().clauses.size(); ++i) {
    if (only && !std::binary_search(only->begin(), only->end(), i)) continue;
    const SharedValue<Clause> clause = session.clause(i);
    std::string suite(traits_of(clause->kind).suite);
    if (taken.contains(suite)) suite.insert(0, "Avouch");
    const testing::TestInfo* test = testing::RegisterTest(
        suite.c_str(), printable(test_name(clause->coordinate)).c_str(), nullptr,
        printable(clause->coordinate).c_str(), printable(clause->place->file).c_str(), clause->place->line,
        [listener, i]() -> ClauseTest* { return new ClauseTest(*listener, i); });  // owned by GoogleTest
    listener->add(test, i);
  }
}

SuitesRun run_suites(bool keep_printer, const Cancellation& cancellation) {
  assert(registered != nullptr);
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  if (!keep_printer) delete listeners.Release(listeners.default_result_printer());
  SuitesRun ran{.only_listed = GTEST_FLAG_GET(list_tests)};
  if (ran.only_listed) GTEST_FLAG_SET(repeat, 1);
  registered->begin(cancellation);
  try {
    repeat_all_tests(cancellation, ran);
  } catch (...) {
    ran.thrown = what_was_thrown();
    ran.failed = true;
  }
  ran.clauses = registered->clauses();
  ran.is_cut_short = !ran.thrown.empty() || cancellation || (GTEST_FLAG_GET(fail_fast) && ran.failed);
  ran.others_failed =
      registered->others_failed() || (ran.failed && ran.thrown.empty() && !registered->clauses_failed());
  registered->session().leave_unjudged(why_unjudged(ran, cancellation));
  const std::vector<const Entry*> entries = registered->session().entry_list();
  for (const Entry* entry : entries) {
    ran.exercised += is_exercised(*entry) ? 1U : 0U;
    ran.left_unjudged |= entry->verdict.outcome == Outcome::undecided;
  }
  ran.defects = defects_in(ran, entries);
  return ran;
}

int SuitesRun::exit_code() const {
  if (only_listed) return failed ? 1 : 0;
  const bool is_vain = !clauses.empty() && exercised == 0;
  return failed || left_unjudged || is_vain || !defects.empty() ? 1 : 0;
}

std::vector<std::string> defects_of(const SuitesRun& ran, const std::vector<Entry>& ledger) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : ledger) entries.push_back(&entry);
  return defects_in(ran, entries);
}

}  // namespace avouch
