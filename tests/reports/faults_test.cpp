// SPDX-License-Identifier: MIT
// Faults of the contract are in every report, also those that cost no clause.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "reports/code_quality.h"
#include "reports/ctrf.h"
#include "reports/har.h"
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

}  // namespace faults_test
}  // namespace avouch
