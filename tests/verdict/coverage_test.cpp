// SPDX-License-Identifier: MIT
#include "verdict/coverage.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace avouch {
namespace coverage_test {

Entry entry(const std::string& operation, const std::string& rest, Outcome outcome,
            ClauseKind kind = ClauseKind::body_schema, const std::string& claim = {}) {
  return {
      .clause =
          Clause{.coordinate = operation + "/" + rest, .operation = operation, .kind = kind, .claim = claim},
      .verdict = {.outcome = outcome, .reason = std::string(to_string(outcome)), .instances = 1}};
}

Ledger report(std::vector<Entry> entries) {
  return {.run = {.contract = "api.json", .title = "T", .target = "http://a/"},
          .entries = std::move(entries)};
}

Coverage row_of(const char* name, std::size_t clauses, std::size_t holds, std::size_t failing) {
  return {.name = name, .clauses = clauses, .holds = holds, .failing = failing};
}

TEST(Coverage, CountsByMediaType) {
  const CoverageReport all =
      coverage_of(report({entry("get", "200/media-type", Outcome::holds, ClauseKind::media_type,
                                "the media type is application/json or text/csv"),
                          entry("get", "200/body/syntax", Outcome::holds, ClauseKind::body_syntax),
                          entry("get", "200/body[application~1json]/a/type", Outcome::holds),
                          entry("get", "200/body[text~1csv]/a/type", Outcome::unexercised),
                          entry("get", "404/media-type", Outcome::holds, ClauseKind::media_type,
                                "the media type is application/problem+json"),
                          entry("get", "404/body/syntax", Outcome::violated, ClauseKind::body_syntax),
                          entry("get", "404/headers/X-A/type", Outcome::holds, ClauseKind::header)}));
  EXPECT_EQ(all.media_types,
            (std::vector<Coverage>{row_of("application/json", 1, 1, 0), row_of("text/csv", 1, 0, 0),
                                   row_of("application/problem+json", 1, 0, 1)}));
}

TEST(Coverage, CountsByBranch) {
  const CoverageReport all = coverage_of(report(
      {entry("get", "200/body/oneOf", Outcome::holds), entry("get", "200/body/oneOf/0/type", Outcome::holds),
       entry("get", "200/body/oneOf/0/a/anyOf/12/type", Outcome::holds),
       entry("get", "200/body/oneOf/1/type", Outcome::unexercised),
       entry("get", "200/body/b/then/required", Outcome::violated),
       entry("get", "200/body/items/0/type", Outcome::holds)}));
  EXPECT_EQ(all.branches, (std::vector<Coverage>{
                              row_of("get/200/body/oneOf/0", 2, 2, 0),
                              row_of("get/200/body/oneOf/0/a/anyOf/12", 1, 1, 0),
                              row_of("get/200/body/oneOf/1", 1, 0, 0),
                              row_of("get/200/body/b/then", 1, 0, 1),
                          }));
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

// A warning is seen, and fails no run: whoever reads "violated" looks for a failure.
TEST(Coverage, CountsWarningsApart) {
  Entry warning = entry("get", "200/drift/fields", Outcome::violated, ClauseKind::drift);
  warning.clause.own().severity = Severity::warning;
  const CoverageReport all =
      coverage_of(report({warning, entry("get", "200/body/a/type", Outcome::violated)}));
  EXPECT_EQ(all.whole, (Coverage{.name = "whole", .clauses = 2, .failing = 1, .warnings = 1}));
  EXPECT_EQ(all.whole.covered(), 2U);
}

TEST(Coverage, IsInWords) {
  EXPECT_EQ(covered_text(row_of("a", 15, 12, 0)), "12 of 15 clauses (80 %)");
  EXPECT_EQ(covered_text(row_of("a", 3, 1, 1)), "2 of 3 clauses (66 %), 1 of them violated");
  EXPECT_EQ(covered_text({.name = "a", .clauses = 5, .holds = 1, .failing = 1, .warnings = 2}),
            "4 of 5 clauses (80 %), 1 of them violated, 2 of them warnings");
  EXPECT_EQ(covered_text({.name = "a", .clauses = 2, .holds = 1, .warnings = 1}),
            "2 of 2 clauses (100 %), 1 of them a warning");
  EXPECT_EQ(covered_share(row_of("a", 0, 0, 0)), "-");
}

TEST(Coverage, OfSomeEntriesKnowsTheirMediaType) {
  const Ledger ledger = report({entry("get", "200/media-type", Outcome::holds, ClauseKind::media_type,
                                      "the media type is application/json"),
                                entry("get", "200/body/a/type", Outcome::violated),
                                entry("put", "200/body/a/type", Outcome::holds)});
  const CoverageReport of_get = coverage_of({&ledger.entries[0], &ledger.entries[1]});
  EXPECT_EQ(of_get.whole, row_of("whole", 2, 1, 1));
  EXPECT_EQ(of_get.media_types, (std::vector<Coverage>{row_of("application/json", 1, 0, 1)}));
  std::string sections;
  for (const CoverageSection& section : sections_of(of_get))
    sections += std::string(section.key) + " " + std::to_string(section.rows->size()) + "; ";
  EXPECT_EQ(sections, "operations 1; statuses 1; media_types 1; branches 0; kinds 2; keywords 1; ");
}

TEST(Coverage, IsATable) {
  const CoverageReport all = coverage_of(report(
      {entry("get", "200/body/type", Outcome::holds), entry("put", "200/body/type", Outcome::unexercised)}));
  EXPECT_EQ(coverage_text(all, false),
            "                      share  covered  clauses  violated  warnings\n"
            "all clauses            50 %        1        2         ·         ·\n"
            "operations\n"
            "  put                   0 %        0        1         ·         ·\n"
            "  and 1 that are covered whole\n"
            "statuses\n"
            "  200                  50 %        1        2         ·         ·\n"
            "kinds of clause\n"
            "  body                 50 %        1        2         ·         ·\n"
            "keywords of bodies\n"
            "  type                 50 %        1        2         ·         ·\n");
}

}  // namespace coverage_test
}  // namespace avouch
