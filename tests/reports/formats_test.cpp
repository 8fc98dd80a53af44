// SPDX-License-Identifier: MIT
// The formats that other tools read: SARIF, CTRF, TAP, Allure's, GitLab's, GitHub's, and HTTP Archives. Their
// whole texts are held against approved ones in approval_test.cpp; here are the rules that each has.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "contract/document/yaml.h"
#include "reports/allure.h"
#include "reports/code_quality.h"
#include "reports/ctrf.h"
#include "reports/fingerprint.h"
#include "reports/github.h"
#include "reports/har.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/junit.h"
#include "reports/sarif.h"
#include "reports/tap.h"
#include "sample_ledger.h"
#include "tests/report_schema.h"

namespace avouch {
namespace formats_test {

using Json = nlohmann::json;

std::vector<Ledger> samples() {
  return {sample_ledger(), green_ledger(), unreachable_ledger(), wide_ledger(), proof_ledger(), Ledger{}};
}

TEST(RunSarif, IsValidUnderItsSchemaByTwoValidators) {
  for (const Ledger& ledger : samples()) {
    std::string faults = faults_under("sarif-report.schema.json", run_sarif_report(ledger));
    // The second one cannot match a pattern against the emoji of the hostile text.
    if (faults == "not asked: text beyond C\n") faults.clear();
    EXPECT_EQ(faults, "");
  }
}

// In every report whose format has a place for it, with what only violated clauses reached apart.
TEST(Coverage, StandsInEveryReport) {
  const Ledger ledger = sample_ledger();
  const Json json = Json::parse(json_report(ledger)).at("coverage");
  EXPECT_EQ(json.at("whole"),
            Json({{"name", "whole"}, {"clauses", 16}, {"holds", 4}, {"failing", 6}, {"warnings", 1}}));
  EXPECT_EQ(Json::parse(run_sarif_report(ledger)).at("runs").at(0).at("properties").at("coverage"), json);
  EXPECT_EQ(Json::parse(ctrf_report(ledger)).at("results").at("extra").at("coverage"), json);
  const std::string whole = "11 of 16 clauses (68 %), 6 of them violated, 1 of them a warning";
  EXPECT_NE(tap_report(ledger).find("# coverage: " + whole + "\n"), std::string::npos);
  EXPECT_NE(github_summary(ledger).find("<summary>Coverage: " + whole + "</summary>"), std::string::npos);
  EXPECT_NE(allure_results(ledger).back().text.find("Coverage=" + whole + "\n"), std::string::npos);
  EXPECT_NE(html_report(ledger).find("<h2>Coverage: 68 %</h2>"), std::string::npos);
  EXPECT_NE(
      junit_report(ledger).find(
          R"(<property name="avouch.coverage" value="8 of 12 clauses (66 %), 3 of them violated, 1 of them a warning" />)"),
      std::string::npos);
  for (const std::string& text : {github_summary(proof_ledger()), html_report(proof_ledger()),
                                  junit_report(proof_ledger()), run_sarif_report(proof_ledger())})
    EXPECT_EQ(text.find("overage"), std::string::npos) << "a proof exercises no target";
}

TEST(RunSarif, HasAResultPerClauseThatIsViolatedOrUndecided) {
  const Ledger ledger = sample_ledger();
  const Json run = Json::parse(run_sarif_report(ledger)).at("runs").at(0);
  const Tally tally = ledger.tally();
  EXPECT_EQ(run.at("results").size(), tally.violated + tally.warnings + tally.waived + tally.undecided);
  std::set<std::string> fingerprints;
  std::size_t suppressed = 0;
  for (const Json& result : run.at("results")) {
    const Json& rule = run.at("tool").at("driver").at("rules").at(result.at("ruleIndex").get<std::size_t>());
    EXPECT_EQ(rule.at("id"), result.at("ruleId"));
    fingerprints.insert(result.at("partialFingerprints").at("avouchClause/v1").get<std::string>());
    suppressed += result.contains("suppressions") ? 1U : 0U;
    EXPECT_EQ(result.value("kind", "fail") == "fail", result.at("level") != "none");
  }
  EXPECT_EQ(fingerprints.size(), run.at("results").size());
  EXPECT_EQ(suppressed, tally.waived);
  EXPECT_FALSE(run.at("invocations").at(0).at("executionSuccessful").get<bool>())
      << "a floor was not reached";
}

TEST(Ctrf, CountsItsTests) {
  for (const Ledger& ledger : samples()) {
    const Json results = Json::parse(ctrf_report(ledger)).at("results");
    std::map<std::string, std::size_t> counts;
    for (const Json& test : results.at("tests")) ++counts[test.at("status").get<std::string>()];
    const Json& summary = results.at("summary");
    for (const char* status : {"passed", "failed", "skipped", "pending", "other"})
      EXPECT_EQ(summary.at(status), counts[status]) << status;
    EXPECT_EQ(summary.at("tests"), ledger.entries.size());
    EXPECT_EQ(summary.at("failed"), ledger.tally().violated);
  }
}

// TAP 14: the version, a plan, test points from 1 on; YAML blocks are indented by two and closed.
TEST(Tap, HasAPointPerClauseAndYamlThatCanBeRead) {
  for (const Ledger& ledger : samples()) {
    const std::string text = tap_report(ledger);
    std::size_t points = 0;
    std::size_t failed = 0;
    std::string yaml;
    bool is_in_yaml = false;
    const std::vector<std::string_view> lines = split(text, '\n');
    ASSERT_GE(lines.size(), 2U);
    EXPECT_EQ(lines[0], "TAP version 14");
    EXPECT_EQ(lines[1], "1.." + std::to_string(ledger.entries.size()));
    for (std::size_t i = 2; i < lines.size(); ++i) {
      const std::string line(lines[i]);
      EXPECT_EQ(printable(line), line);
      if (line == "  ---") {
        is_in_yaml = true;
        yaml.clear();
      } else if (line == "  ...") {
        is_in_yaml = false;
        EXPECT_TRUE(parse_yaml_document("tap", yaml)) << yaml;
      } else if (is_in_yaml) {
        EXPECT_TRUE(line.starts_with("  ")) << line;
        yaml += line + "\n";
      } else if (!line.empty() && !line.starts_with("# ")) {
        ++points;
        const bool is_ok = line.starts_with("ok " + std::to_string(points) + " - ");
        EXPECT_TRUE(is_ok || line.starts_with("not ok " + std::to_string(points) + " - ")) << line;
        if (!is_ok && line.find(" # TODO ") == line.npos) ++failed;
      }
    }
    EXPECT_FALSE(is_in_yaml);
    EXPECT_EQ(points, ledger.entries.size());
    EXPECT_EQ(failed, ledger.tally().violated + ledger.tally().undecided);
  }
}

TEST(Har, HasAnEntryPerExchangeWithMessages) {
  const Json log = Json::parse(har_report(sample_ledger())).at("log");
  EXPECT_EQ(log.at("version"), "1.2");
  const Json& entries = log.at("entries");
  ASSERT_EQ(entries.size(), 5U);
  std::map<std::string, Json> by_probe;
  for (const Json& entry : entries) {
    by_probe[entry.at("comment")] = entry;
    const Json& timings = entry.at("timings");
    EXPECT_EQ(timings.at("send").get<double>() + timings.at("wait").get<double>() +
                  timings.at("receive").get<double>(),
              entry.at("time").get<double>());
  }
  const Json& created = by_probe.at("createBook/documented");
  EXPECT_EQ(created.at("startedDateTime"), "2026-01-31T23:00:59.999Z");
  EXPECT_EQ(created.at("request").at("queryString"),
            Json::parse(R"([{"name":"draft","value":"a b"},{"name":"draft","value":"<"}])"));
  EXPECT_EQ(created.at("request").at("postData").at("text"), R"({"title":"Dune"})");
  EXPECT_EQ(created.at("response").at("redirectURL"), "/books/b1");
  const Json& content = by_probe.at("deleteBook/documented").at("response").at("content");
  EXPECT_EQ(content.at("encoding"), "base64");
  EXPECT_EQ(content.at("text"), "iVBORw0KAA==");
  EXPECT_EQ(content.at("size"), 70'000);
  EXPECT_EQ(content.at("comment"), "cut after the first 7 bytes");
  const Json& unanswered = by_probe.at("cross-origin").at("response");
  EXPECT_EQ(unanswered.at("status"), 0);
  EXPECT_EQ(unanswered.at("_error"), "no response: timed out after 10 s");
  EXPECT_FALSE(unanswered.at("content").contains("text"));
}

TEST(Har, HasNoEntriesWhereNoMessagesWereKept) {
  EXPECT_TRUE(Json::parse(har_report(green_ledger())).at("log").at("entries").empty());
}

TEST(Allure, HasAResultPerClauseWithItsStatus) {
  for (const Ledger& ledger : samples()) {
    std::map<std::string, std::size_t> counts;
    std::set<std::string> names;
    std::set<std::string> attachments;
    for (const FolderFile& file : allure_results(ledger)) {
      EXPECT_TRUE(names.insert(file.name).second) << file.name;
      EXPECT_EQ(file.name.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz-."), std::string::npos);
      if (!file.name.ends_with("-result.json")) continue;
      const Json result = Json::parse(file.text);
      ++counts[result.at("status").get<std::string>()];
      EXPECT_LE(result.at("start").get<std::int64_t>(), result.at("stop").get<std::int64_t>());
      EXPECT_EQ(result.at("uuid").get<std::string>().size(), 36U);
      for (const Json& one : result.at("attachments"))
        attachments.insert(one.at("source").get<std::string>());
    }
    const Tally tally = ledger.tally();
    EXPECT_EQ(counts["passed"], tally.holds + tally.warnings);
    EXPECT_EQ(counts["failed"], tally.violated);
    EXPECT_EQ(counts["broken"], tally.undecided);
    EXPECT_EQ(counts["skipped"], tally.waived + tally.unexercised);
    for (const std::string& attachment : attachments) EXPECT_TRUE(names.contains(attachment)) << attachment;
  }
}

TEST(Allure, ShowsTheRequestAndTheChainThatLedToIt) {
  std::string attached;
  for (const FolderFile& file : allure_results(sample_ledger())) {
    if (file.text.find("DELETE https://api.example.com/books/b1 HTTP/1.1\n") != file.text.npos)
      attached = file.text;
  }
  EXPECT_TRUE(attached.starts_with("bookId ← createBook/documented 201 /id\n")) << attached;
  EXPECT_NE(attached.find("HTTP/1.1 500 Internal Server Error\n"), attached.npos);
  EXPECT_NE(attached.find("… (70000 bytes in all)\n"), attached.npos);
}

TEST(CodeQuality, HasWhatGitlabRequires) {
  const Json findings = Json::parse(code_quality_report(sample_ledger()));
  const Tally tally = sample_ledger().tally();
  EXPECT_EQ(findings.size(), tally.violated + tally.warnings + tally.waived);
  std::set<std::string> fingerprints;
  for (const Json& finding : findings) {
    EXPECT_TRUE(finding.at("description").is_string());
    EXPECT_TRUE(finding.at("check_name").is_string());
    EXPECT_GE(finding.at("location").at("lines").at("begin").get<int>(), 1);
    EXPECT_TRUE((std::set<std::string>{"info", "minor", "major", "critical"})
                    .contains(finding.at("severity").get<std::string>()));
    fingerprints.insert(finding.at("fingerprint").get<std::string>());
  }
  EXPECT_EQ(fingerprints.size(), findings.size());
}

TEST(GithubAnnotations, AreOneLineEachAndAtMostTenOfALevel) {
  Ledger ledger = sample_ledger();
  for (int i = 0; i < 30; ++i) {
    Entry entry = ledger.entries[3];
    entry.clause.own().coordinate += std::to_string(i);
    entry.clause.own().claim = entry.clause->claim + std::to_string(i);
    entry.clause.own().place.own().pointer += std::to_string(i);
    ledger.entries.push_back(entry);
  }
  const std::string text = github_annotations(ledger);
  std::size_t errors = 0;
  for (const std::string_view line : split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
    EXPECT_TRUE(line.starts_with("::error ") || line.starts_with("::warning ")) << line;
    const std::size_t message = line.find("::", 2);
    ASSERT_NE(message, line.npos);
    EXPECT_EQ(line.substr(0, message).find('\r'), line.npos);
    if (line.starts_with("::error ")) ++errors;
  }
  EXPECT_EQ(errors, 10U) << "seven causes, how many more, the undecided, the floor";
  EXPECT_NE(text.find("title=Avouch::and 27 more causes"), std::string::npos) << text;
  EXPECT_EQ(github_annotations(green_ledger()), "");
}

TEST(GithubSummary, StaysBelowWhatGithubTakes) {
  Ledger ledger = sample_ledger();
  for (int i = 0; i < 3'000; ++i) {
    Entry entry = ledger.entries[4];
    entry.clause.own().coordinate += std::to_string(i);
    entry.clause.own().claim = entry.clause->claim + std::to_string(i);
    entry.clause.own().place.own().pointer += std::to_string(i);
    ledger.entries.push_back(entry);
  }
  const std::string text = github_summary(ledger);
  EXPECT_LT(text.size(), 1'000'000U);
  EXPECT_NE(text.find("more causes\n"), std::string::npos);
}

TEST(MarkdownText, HasNoCharacterThatMarkdownOrHtmlReads) {
  EXPECT_EQ(markdown_text("a_b *c* <d> [e](f) `g` & \\"),
            "a&#95;b &#42;c&#42; &#60;d&#62; &#91;e&#93;&#40;f&#41; &#96;g&#96; &#38; &#92;");
}

TEST(Fingerprint, IsStableAndDiffers) {
  EXPECT_EQ(fingerprint("a").size(), 32U);
  EXPECT_EQ(fingerprint(""),
            "cbf29ce484222325"
            "6c62272e07bb0142");
  EXPECT_NE(fingerprint("a/200/status"), fingerprint("a/201/status"));
}

}  // namespace formats_test
}  // namespace avouch
