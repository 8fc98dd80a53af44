// SPDX-License-Identifier: MIT
#include "gate/baseline.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "contract/document/yaml.h"
#include "gate/waivers.h"

namespace avouch {
namespace baseline_test {

Ledger ledger() {
  Ledger made{.run = {.started = std::chrono::sys_days(std::chrono::year(2026) / 3 / 7)}};
  const auto add = [&](const std::string& coordinate, Outcome outcome) -> Entry& {
    made.entries.push_back({.clause = Clause{.coordinate = coordinate}, .verdict = {.outcome = outcome}});
    return made.entries.back();
  };
  add("b/status", Outcome::violated);
  add("a/\"quoted\" \xC3\xA9 \xF0\x9F\x92\xA5", Outcome::violated).waived = Waived{
      .reason = "known: \"so\"", .owner = "us", .issue = "#1", .expires = "2027-01-01", .message = "m"};
  add("c/status", Outcome::holds);
  add("d/drift/headers", Outcome::violated).clause.own().severity = Severity::warning;
  add("e/status", Outcome::unexercised);
  add("f/status", Outcome::undecided);
  return made;
}

TEST(Baseline, ListsWhatFailsAndWhatWasExercised) {
  EXPECT_EQ(
      baseline_text(ledger()),
      "# Known failures of the API, and what the run of that day exercised: docs/gate.md. Edit the first "
      "list freely.\n"
      "waivers:\n"
      "  - clause: \"a/\\\"quoted\\\" \\u00e9 \\ud83d\\udca5\"\n"
      "    reason: \"known: \\\"so\\\"\"\n"
      "    owner: \"us\"\n"
      "    issue: \"#1\"\n"
      "    expires: \"2027-01-01\"\n"
      "    message: \"m\"\n"
      "  - clause: \"b/status\"\n"
      "    reason: \"baseline of 2026-03-07\"\n"
      "baseline:\n"
      "  date: \"2026-03-07\"\n"
      "  exercised:\n"
      "    - \"a/\\\"quoted\\\" \\u00e9 \\ud83d\\udca5\"\n"
      "    - \"b/status\"\n"
      "    - \"c/status\"\n"
      "    - \"d/drift/headers\"\n");
}

constexpr const char* kCommented = R"(# ours, please ask before you edit
waivers:
  # the importer
  # is replaced in May
  - clause: "b/status"  # see the chat
    reason: 'it''s # not a comment'
    # within
  - clause: c/*
    reason: r   # behind
# of the exercised ones
baseline:
  exercised:
    # lost
    - a
)";

TEST(Baseline, FindsTheCommentsOfAList) {
  const ListComments comments = comments_of(kCommented);
  EXPECT_EQ(comments.top, std::vector<std::string>{"ours, please ask before you edit"});
  EXPECT_EQ(comments.of_entry, (std::map<std::size_t, std::vector<std::string>>{
                                   {5, {"the importer", "is replaced in May", "see the chat"}},
                                   {8, {"within", "behind", "of the exercised ones"}}}));
  EXPECT_TRUE(comments_of("").of_entry.empty());
}

TEST(Baseline, KeepsTheCommentsOfEntriesThatAreKept) {
  Ledger run = ledger();
  run.entries[0].waived = Waived{.reason = "r", .place = {.file = "w.yaml", .line = 5}};
  const std::string text = baseline_text(run, "w.yaml", kCommented);
  EXPECT_NE(text.find("freely.\n# ours, please ask before you edit\nwaivers:\n"), text.npos) << text;
  EXPECT_NE(
      text.find("  # the importer\n  # is replaced in May\n  # see the chat\n  - clause: \"b/status\"\n"),
      text.npos)
      << text;
  EXPECT_EQ(text.find("behind"), text.npos) << "its entry is gone";
  EXPECT_EQ(baseline_text(run, "w.yaml", text).find("freely.\n# Known"), text.npos) << "the heading is once";
  EXPECT_EQ(baseline_text(run, "other.yaml", kCommented).find("importer"), std::string::npos);
}

TEST(Baseline, IsReadBackAndCoversTheSameRun) {
  for (const Ledger& run : {ledger(), Ledger{}}) {
    const Result<Document> document = parse_yaml_document("b.yaml", baseline_text(run));
    ASSERT_TRUE(document) << to_string(document.errors());
    const Result<Waivers> waivers = read_waivers("b.yaml", document->root());
    ASSERT_TRUE(waivers) << to_string(waivers.errors());
    const KnownFailures known(waivers->list, std::chrono::sys_days(std::chrono::year(2026) / 3 / 8));
    for (const Entry& entry : run.entries) {
      const bool fails =
          entry.verdict.outcome == Outcome::violated && entry.clause->severity == Severity::violation;
      // The message of the second entry was of a run with findings.
      if (entry.waived) continue;
      EXPECT_EQ(known.cover(entry).has_value(), fails) << entry.clause->coordinate;
    }
    EXPECT_EQ(waivers->baseline->exercised.size(), run.entries.empty() ? 0U : 4U);
  }
}

TEST(Baseline, NamesWhatIsKnownOfAClauseAndNoMore) {
  Ledger run;
  Entry entry{.clause = Clause{.coordinate = "a/body/required"}, .verdict = {.outcome = Outcome::violated}};
  entry.verdict.findings = {
      {.where = "body /0", .seen = "b is missing", .expected = "the member b"},
      {.where = "body /1", .seen = "b is missing", .expected = "the member b"},
      {.where = "body /2/kind", .seen = "\"x\"", .expected = "one of 9 values, nearest \"y\""},
  };
  entry.verdict.failures = 3;
  run.entries.push_back(entry);
  entry.clause.own().coordinate = "b/status";
  entry.verdict.findings = {{.where = "status", .seen = "403 Forbidden", .expected = "200"}};
  entry.verdict.failures = 1;
  run.entries.push_back(entry);
  const std::string text = baseline_text(run);
  EXPECT_NE(text.find("    message: \"the member b\"\n  - clause: \"a/body/required\""), std::string::npos)
      << text;
  EXPECT_NE(text.find("    message: \"one of 9 values\"\n"), std::string::npos) << text;
  EXPECT_NE(text.find("    message: \"403 Forbidden\"\n"), std::string::npos) << text;
  run.entries.front().verdict.failures = 40;
  run.entries.front().verdict.findings.resize(kFindingLimit, run.entries.front().verdict.findings.front());
  EXPECT_EQ(baseline_text(run).find("the member b"), std::string::npos);
}

}  // namespace baseline_test
}  // namespace avouch
