// SPDX-License-Identifier: MIT
#include "gate/baseline.h"

#include <gtest/gtest.h>

#include <string>

#include "contract/document/yaml.h"
#include "gate/waivers.h"

namespace avouch {
namespace {

Ledger ledger() {
  Ledger made{.run = {.started = std::chrono::sys_days(std::chrono::year(2026) / 3 / 7)}};
  const auto add = [&](const std::string& coordinate, Outcome outcome) -> Entry& {
    made.entries.push_back({.clause = {.coordinate = coordinate}, .verdict = {.outcome = outcome}});
    return made.entries.back();
  };
  add("b/status", Outcome::violated);
  add("a/\"quoted\" \xC3\xA9 \xF0\x9F\x92\xA5", Outcome::violated).waived = Waived{
      .reason = "known: \"so\"", .owner = "us", .issue = "#1", .expires = "2027-01-01", .message = "m"};
  add("c/status", Outcome::holds);
  add("d/drift/headers", Outcome::violated).clause.severity = Severity::warning;
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

TEST(Baseline, IsReadBackAndCoversTheSameRun) {
  for (const Ledger& run : {ledger(), Ledger{}}) {
    const Result<Document> document = parse_yaml_document("b.yaml", baseline_text(run));
    ASSERT_TRUE(document) << to_string(document.errors());
    const Result<Waivers> waivers = read_waivers("b.yaml", document->root());
    ASSERT_TRUE(waivers) << to_string(waivers.errors());
    const KnownFailures known(waivers->list, std::chrono::sys_days(std::chrono::year(2026) / 3 / 8));
    for (const Entry& entry : run.entries) {
      const bool fails =
          entry.verdict.outcome == Outcome::violated && entry.clause.severity == Severity::violation;
      // The message of the second entry was of a run with findings.
      if (entry.waived) continue;
      EXPECT_EQ(known.cover(entry).has_value(), fails) << entry.clause.coordinate;
    }
    EXPECT_EQ(waivers->baseline->exercised.size(), run.entries.empty() ? 0U : 4U);
  }
}

}  // namespace
}  // namespace avouch
