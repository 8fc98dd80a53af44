// SPDX-License-Identifier: MIT
#include "verdict/verdict.h"

#include <gtest/gtest.h>

#include "verdict/ledger.h"

namespace avouch {
namespace verdict_test {

TEST(Combined, OneViolationDecides) {
  const Verdict sum = combined({{.outcome = Outcome::holds, .instances = 2},
                                {.outcome = Outcome::violated,
                                 .reason = "b",
                                 .findings = {{"w", "s", "e"}},
                                 .failures = 1,
                                 .evidence = 1},
                                {.outcome = Outcome::undecided, .reason = "c"}});
  EXPECT_EQ(sum.outcome, Outcome::violated);
  EXPECT_EQ(sum.reason, "b");
  EXPECT_EQ(sum.evidence, 1u);
  EXPECT_EQ(sum.findings.size(), 1u);
}

TEST(Combined, WhatCouldNotBeJudgedMayBeAViolation) {
  const std::vector<Verdict> verdicts = {{.outcome = Outcome::holds, .instances = 3},
                                         {.outcome = Outcome::undecided, .reason = "timed out"}};
  const Verdict sum = combined(verdicts);
  EXPECT_EQ(sum.outcome, Outcome::undecided);
  EXPECT_EQ(sum.reason, "timed out");
}

TEST(Combined, WhatDoesNotCountDoesNotOutweighWhatHolds) {
  const std::vector<Verdict> verdicts = {{.outcome = Outcome::undecided, .reason = "timed out"},
                                         {.outcome = Outcome::holds, .instances = 3},
                                         {.outcome = Outcome::unexercised}};
  const Verdict sum = combined(verdicts, [](const Verdict&) { return false; });
  EXPECT_EQ(sum.outcome, Outcome::holds);
  EXPECT_EQ(sum.instances, 3u);
  EXPECT_EQ(combined({verdicts[0], verdicts[2]}, [](const Verdict&) { return false; }).outcome,
            Outcome::undecided);
  EXPECT_EQ(combined(verdicts, [](const Verdict&) { return true; }).outcome, Outcome::undecided);
}

TEST(Combined, UndecidedIsNotHiddenByUnexercised) {
  EXPECT_EQ(combined({{.outcome = Outcome::unexercised}, {.outcome = Outcome::undecided}}).outcome,
            Outcome::undecided);
  EXPECT_EQ(combined({}).outcome, Outcome::unexercised);
}

TEST(Combined, TellsTheSameFindingOnce) {
  const Verdict failing{
      .outcome = Outcome::violated, .findings = {{"w", "s", "e"}}, .instances = 1, .failures = 1};
  const Verdict sum = combined({failing, failing});
  EXPECT_EQ(sum.findings.size(), 1u);
  EXPECT_EQ(sum.failures, 2u);
}

TEST(Tally, CountsAKnownViolationApart) {
  Ledger ledger{.entries = {{.verdict = {.outcome = Outcome::violated}, .waived = Waived{.reason = "known"}},
                            {.clause = Clause{.severity = Severity::warning},
                             .verdict = {.outcome = Outcome::violated},
                             .waived = Waived{.reason = "known"}},
                            {.verdict = {.outcome = Outcome::undecided}}}};
  EXPECT_EQ(ledger.tally(), (Tally{.waived = 2, .undecided = 1}));
  EXPECT_EQ(ledger.tally().exercised(), 2U);
  EXPECT_EQ(ledger.tally().total(), 3U);
}

TEST(WaivedText, NamesOwnerIssueAndLastDay) {
  EXPECT_EQ(waived_text({.reason = "r"}), "r");
  EXPECT_EQ(waived_text({.reason = "r", .owner = "o", .issue = "#1", .expires = "2026-12-31"}),
            "r (o, #1, until 2026-12-31)");
}

TEST(Tally, CountsAViolatedWarningApart) {
  Ledger ledger;
  ledger.entries.push_back(
      {.clause = Clause{.severity = Severity::warning}, .verdict = {.outcome = Outcome::violated}});
  ledger.entries.push_back({.verdict = {.outcome = Outcome::violated}});
  ledger.entries.push_back({.verdict = {.outcome = Outcome::unexercised}});
  const Tally tally = ledger.tally();
  EXPECT_EQ(tally, (Tally{.violated = 1, .warnings = 1, .unexercised = 1}));
  EXPECT_EQ(tally.total(), 3u);
}

TEST(ValueSeen, LeavesOutTheNameThatThePlaceHas) {
  const auto seen = [](const char* where, const char* what) {
    return std::string(value_seen({.where = where, .seen = what, .expected = {}}));
  };
  EXPECT_EQ(seen("header Access-Control-Max-Age", "Access-Control-Max-Age: -1"), "-1");
  EXPECT_EQ(seen("preflight header Vary", "Vary: \"a\" and Vary: \"b\""), "\"a\" and Vary: \"b\"");
  EXPECT_EQ(seen("header Max-Age", "Age: 1"), "Age: 1") << "another name";
  EXPECT_EQ(seen("body /a", "\"a: b\""), "\"a: b\"");
  EXPECT_EQ(seen("header X", "absent"), "absent");
}

TEST(PlaceAndValue, NameAHeaderOnce) {
  const auto told = [](const std::string& where, const std::string& seen, const std::string& said) {
    return place_and_value({.where = where, .seen = seen, .expected = {}}, said);
  };
  EXPECT_EQ(told("header ETag", "absent", "missing ETag"), "absent");
  EXPECT_EQ(told("preflight header Vary", "\"x\"", "Vary is wrong"), "\"x\"");
  EXPECT_EQ(told("header ETag", "absent", "the header is missing"), "header ETag: absent");
  EXPECT_EQ(told("body /header x", "1", "x is 1"), "body /header x: 1");
  EXPECT_EQ(told("status", "500", "the status is 500"), "status: 500");
}

}  // namespace verdict_test
}  // namespace avouch
