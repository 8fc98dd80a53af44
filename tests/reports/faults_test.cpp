// SPDX-License-Identifier: MIT
// Faults of the contract are in every report, also those that cost no clause.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "reports/allure.h"
#include "reports/code_quality.h"
#include "reports/ctrf.h"
#include "reports/github.h"
#include "reports/har.h"
#include "reports/json.h"
#include "reports/sarif.h"
#include "reports/tap.h"

namespace avouch {
namespace faults_test {

using Json = nlohmann::json;

Ledger with_fault() {
  Ledger ledger;
  ledger.run.contract = "api.yaml";
  ledger.run.title = "Books";
  ledger.run.faults = {"the operationId \"a\" occurs twice (parts/b.yaml:7 /get)", "\"ok\" is not a status"};
  ledger.run.fault_places = {{.file = "parts/b.yaml", .pointer = "/get", .line = 7}};
  return ledger;
}

TEST(Faults, AreNotificationsOfSarif) {
  const Json invocation =
      Json::parse(run_sarif_report(with_fault())).at("runs").at(0).at("invocations").at(0);
  ASSERT_EQ(invocation.at("toolExecutionNotifications").size(), 2U);
  EXPECT_EQ(invocation.at("toolExecutionNotifications").at(0),
            Json({{"level", "warning"},
                  {"message",
                   {{"text",
                     "Fault in the contract: the operationId \"a\" occurs twice (parts/b.yaml:7 /get)."}}}}));
  EXPECT_EQ(invocation.at("executionSuccessful"), true) << "the run was complete";
}

TEST(Faults, AreIssuesOfCodeQuality) {
  const Json issues = Json::parse(code_quality_report(with_fault()));
  ASSERT_EQ(issues.size(), 2U);
  EXPECT_EQ(issues.at(0).at("description"),
            "fault in the contract: the operationId \"a\" occurs twice (parts/b.yaml:7 /get)");
  EXPECT_EQ(issues.at(0).at("location"), Json({{"path", "parts/b.yaml"}, {"lines", {{"begin", 7}}}}));
  EXPECT_EQ(issues.at(1).at("location"), Json({{"path", "api.yaml"}, {"lines", {{"begin", 1}}}}))
      << "its place is not known";
  EXPECT_NE(issues.at(0).at("fingerprint"), issues.at(1).at("fingerprint"));
}

TEST(Faults, AreInTheCommentOfHar) {
  EXPECT_EQ(
      Json::parse(har_report(with_fault())).at("log").at("comment"),
      "Books\nfault in the contract: the operationId \"a\" occurs twice (parts/b.yaml:7 /get)\nfault in the "
      "contract: \"ok\" is not a status");
}

TEST(Faults, AreCommentsOfTap) {
  EXPECT_NE(tap_report(with_fault()).find("# fault in the contract: \"ok\" is not a status\n"),
            std::string::npos);
}

TEST(Faults, AreExtraOfCtrf) {
  EXPECT_EQ(Json::parse(ctrf_report(with_fault())).at("results").at("extra").at("faults").at(1),
            "\"ok\" is not a status");
  EXPECT_FALSE(Json::parse(ctrf_report({})).at("results").at("extra").contains("faults"));
}

TEST(Faults, AreInTheEnvironmentOfAllure) {
  std::string environment;
  for (const FolderFile& file : allure_results(with_fault())) {
    if (file.name == "environment.properties") environment = file.text;
  }
  EXPECT_NE(environment.find("Faults\\ in\\ the\\ contract=2\n"), std::string::npos) << environment;
  EXPECT_NE(environment.find("Fault\\ 2=\"ok\" is not a status\n"), std::string::npos) << environment;
}

TEST(Faults, AreAWarningOfGitHubAndALineEachOfItsSummary) {
  EXPECT_EQ(github_annotations(with_fault()),
            "::warning file=parts/b.yaml,line=7,title=2 faults in the contract::the operationId \"a\" occurs "
            "twice (parts/b.yaml:7 /get); and 1 more, which the summary has\n");
  const std::string summary = github_summary(with_fault());
  EXPECT_NE(summary.find("### Faults in the contract: 2\n"), std::string::npos) << summary;
  EXPECT_NE(summary.find("- &#34;ok&#34; is not a status\n"), std::string::npos) << summary;
  EXPECT_EQ(github_annotations({}), "");
  EXPECT_EQ(github_summary({}).find("Faults"), std::string::npos);
}

// GitHub shows ten of a level and step.
TEST(Faults, HaveTheirAnnotationBesideManyWarnings) {
  Ledger ledger = with_fault();
  for (int i = 0; i < 20; ++i) {
    const std::string name = "op" + std::to_string(i);
    ledger.entries.push_back({.clause = Clause{.coordinate = name + "/200/body/a/type",
                                               .operation = name,
                                               .kind = ClauseKind::body_schema,
                                               .severity = Severity::warning,
                                               .claim = "a is a text of " + name,
                                               .place = Place{"api.yaml", "/" + name, i}},
                              .verdict = {.outcome = Outcome::violated,
                                          .reason = "a of " + name + " is a number",
                                          .findings = {{"body /a", std::to_string(i), "a text of " + name}},
                                          .instances = 1,
                                          .failures = 1}});
  }
  const std::string text = github_annotations(ledger);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 10);
  EXPECT_NE(text.find("and 12 more causes"), std::string::npos) << text;
  EXPECT_NE(text.find("2 faults in the contract"), std::string::npos) << text;
}

TEST(Faults, KeepTheirPlacesInJson) {
  const Json run = Json::parse(json_report(with_fault())).at("run");
  EXPECT_EQ(run.at("faults").size(), 2U);
  EXPECT_EQ(run.at("fault_places"),
            Json::array({{{"file", "parts/b.yaml"}, {"pointer", "/get"}, {"line", 7}}}));
}

}  // namespace faults_test
}  // namespace avouch
