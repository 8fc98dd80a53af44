// SPDX-License-Identifier: MIT
#include "cli/command/lint_sarif.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace avouch {
namespace lint_sarif_test {

using nlohmann::json;

const std::vector<LintFinding> kFindings = {
    {.rule = "b-rule",
     .severity = LintFinding::Severity::error,
     .place = {.file = "my api.json", .pointer = "/paths/~1ä", .line = 12},
     .message = "it is so",
     .hint = "Mend it."},
    {.rule = "a-rule",
     .severity = LintFinding::Severity::note,
     .place = {.file = "/x/api.yaml", .pointer = "", .line = 0},
     .message = "it is \"so\""},
};

TEST(LintSarif, EveryResultHasAPhysicalLocationWithALine) {
  const json report = json::parse(lint_sarif(kFindings, {}, "1.2.3"));
  EXPECT_EQ(report["version"], "2.1.0");
  const json& run = report["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["version"], "1.2.3");
  ASSERT_EQ(run["results"].size(), 2u);
  const json& first = run["results"][0];
  EXPECT_EQ(first["ruleId"], "b-rule");
  EXPECT_EQ(first["level"], "error");
  EXPECT_EQ(first["message"]["text"], "it is so. Mend it.");
  const json& place = first["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "my%20api.json");
  EXPECT_EQ(place["region"]["startLine"], 12);
  EXPECT_EQ(first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "/paths/~1ä");
  const json& second = run["results"][1]["locations"][0]["physicalLocation"];
  EXPECT_EQ(second["artifactLocation"]["uri"], "file:///x/api.yaml");
  EXPECT_EQ(second["region"]["startLine"], 1) << "a line is at least 1 (SARIF 2.1.0 §3.30.5)";
}

TEST(LintSarif, EachRuleIsDescribedOnceAndResultsPointToTheirs) {
  const json run = json::parse(lint_sarif(kFindings, {}, "1"))["runs"][0];
  const json& rules = run["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 2u);
  for (const json& result : run["results"])
    EXPECT_EQ(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
}

TEST(LintSarif, OfNothingHasNoResults) {
  EXPECT_EQ(json::parse(lint_sarif({}, {}, "1"))["runs"][0]["results"], json::array());
}

TEST(LintSarif, SaysWhatCouldNotBeRead) {
  const Errors errors = {
      {.title = "cannot read a.json: No such file", .place = {.file = "a.json"}, .hint = "Check the name."},
      {.title = "nothing is anywhere", .place = {}, .hint = ""}};
  const json run = json::parse(lint_sarif(kFindings, errors, "1"))["runs"][0];
  EXPECT_EQ(run["results"].size(), 2u);
  ASSERT_EQ(run["invocations"].size(), 1u);
  const json& invocation = run["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  ASSERT_EQ(invocation["toolExecutionNotifications"].size(), 2u);
  const json& first = invocation["toolExecutionNotifications"][0];
  EXPECT_EQ(first["level"], "error");
  EXPECT_EQ(first["message"]["text"], "cannot read a.json: No such file. Check the name.");
  EXPECT_EQ(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a.json");
  EXPECT_FALSE(invocation["toolExecutionNotifications"][1].contains("locations"));
}

TEST(LintSarif, OfARunThatReadEverythingSaysSo) {
  const json run = json::parse(lint_sarif(kFindings, {}, "1"))["runs"][0];
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"], json::array());
}

}  // namespace lint_sarif_test
}  // namespace avouch
