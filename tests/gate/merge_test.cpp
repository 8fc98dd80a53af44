// SPDX-License-Identifier: MIT
#include "gate/merge.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "gate/coverage.h"

namespace avouch {
namespace merge_test {

Entry entry(const std::string& operation, const std::string& rest, Outcome outcome,
            ClauseKind kind = ClauseKind::body_schema) {
  return {.clause = {.coordinate = operation + "/" + rest, .operation = operation, .kind = kind},
          .verdict = {.outcome = outcome, .reason = std::string(to_string(outcome)), .instances = 1}};
}

Ledger report(std::vector<Entry> entries) {
  return {.run = {.contract = "api.json", .title = "T", .target = "http://a/"},
          .entries = std::move(entries)};
}

TEST(Merge, PutsShardsTogetherByOperation) {
  const Result<Ledger> whole =
      merged({report({entry("a", "1", Outcome::holds), entry("b", "1", Outcome::holds)}),
              report({entry("a", "2", Outcome::violated), entry("c", "1", Outcome::unexercised)})});
  ASSERT_TRUE(whole);
  std::string order;
  for (const Entry& one : whole->entries) order += one.clause.coordinate + " ";
  EXPECT_EQ(order, "a/1 a/2 b/1 c/1 ");
  EXPECT_EQ(whole->tally(), (Tally{.holds = 2, .violated = 1, .unexercised = 1}));
}

Outcome joined(Outcome left, Outcome right) {
  const Result<Ledger> whole = merged({report({entry("a", "1", left)}), report({entry("a", "1", right)})});
  EXPECT_EQ(whole->entries.size(), 1U);
  EXPECT_EQ(whole->entries[0].verdict.instances, 2U);
  return whole->entries[0].verdict.outcome;
}

TEST(Merge, KeepsTheVerdictThatSaysMore) {
  const Outcome by_weight[] = {Outcome::violated, Outcome::undecided, Outcome::holds, Outcome::unexercised};
  for (std::size_t i = 0; i < std::size(by_weight); ++i) {
    for (std::size_t j = i; j < std::size(by_weight); ++j) {
      EXPECT_EQ(joined(by_weight[i], by_weight[j]), by_weight[i]);
      EXPECT_EQ(joined(by_weight[j], by_weight[i]), by_weight[i]);
    }
  }
}

TEST(Merge, LetsAKnownViolationHideNoOther) {
  Entry known = entry("a", "1", Outcome::violated);
  known.waived = Waived{.reason = "known"};
  const Result<Ledger> whole = merged({report({known}), report({entry("a", "1", Outcome::violated)})});
  EXPECT_FALSE(whole->entries[0].waived);
}

TEST(Merge, JoinsWhatRunsSayOfKnownFailures) {
  Ledger first = report({});
  Ledger second = report({});
  first.run.waivers = {{.clause = "a", .waived = {}, .state = WaiverUse::State::unjudged}};
  second.run.waivers = {{.clause = "a", .waived = {}, .state = WaiverUse::State::used, .violations = 2}};
  second.run.locked_out = true;
  const Result<Ledger> whole = merged({first, second});
  ASSERT_EQ(whole->run.waivers.size(), 1U);
  EXPECT_EQ(whole->run.waivers[0].state, WaiverUse::State::used);
  EXPECT_EQ(whole->run.waivers[0].violations, 2U);
  EXPECT_FALSE(whole->run.locked_out);
}

TEST(Merge, RefusesReportsOfTwoContracts) {
  Ledger other = report({});
  other.run.contract = "b.json";
  const Result<Ledger> whole = merged({report({}), other});
  ASSERT_FALSE(whole);
  EXPECT_EQ(whole.errors().front().title,
            "the reports are of different contracts: \"api.json\" and \"b.json\"");
}

TEST(Coverage, CountsByOperationResponseKindAndKeyword) {
  const CoverageReport report_of_all =
      coverage_of(report({entry("get", "200/status", Outcome::holds, ClauseKind::status),
                          entry("get", "200/body/a/type", Outcome::violated),
                          entry("get", "200/body/b/type", Outcome::unexercised),
                          entry("put", "4XX/body/a/required", Outcome::undecided),
                          entry("put", "cors/preflight/status", Outcome::holds, ClauseKind::cors)}));
  const auto row = [](const char* name, std::size_t clauses, std::size_t holds, std::size_t failing) {
    return Coverage{.name = name, .clauses = clauses, .holds = holds, .failing = failing};
  };
  EXPECT_EQ(report_of_all.whole, row("whole", 5, 2, 1));
  EXPECT_EQ(report_of_all.operations, (std::vector<Coverage>{row("get", 3, 1, 1), row("put", 2, 1, 0)}));
  EXPECT_EQ(report_of_all.responses,
            (std::vector<Coverage>{row("200", 3, 1, 1), row("4XX", 1, 0, 0), row("request", 1, 1, 0)}));
  EXPECT_EQ(report_of_all.kinds,
            (std::vector<Coverage>{row("status", 1, 1, 0), row("body", 3, 0, 1), row("cors", 1, 1, 0)}));
  EXPECT_EQ(report_of_all.keywords, (std::vector<Coverage>{row("type", 2, 0, 1), row("required", 1, 0, 0)}));
}

TEST(Coverage, IsATable) {
  const CoverageReport all = coverage_of(report(
      {entry("get", "200/body/type", Outcome::holds), entry("put", "200/body/type", Outcome::unexercised)}));
  EXPECT_EQ(coverage_text(all, false),
            "                      share  covered  clauses  violated\n"
            "all clauses            50 %        1        2         ·\n"
            "operations\n"
            "  put                   0 %        0        1         ·\n"
            "  and 1 that are covered whole\n"
            "responses\n"
            "  200                  50 %        1        2         ·\n"
            "kinds of clause\n"
            "  body                 50 %        1        2         ·\n"
            "keywords of bodies\n"
            "  type                 50 %        1        2         ·\n");
}

}  // namespace merge_test
}  // namespace avouch
