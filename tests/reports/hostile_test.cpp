// SPDX-License-Identifier: MIT
// Whatever text a target chooses: no report executes it, breaks its own format, moves a cursor, or runs a
// command of a CI server.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "reports/console.h"
#include "reports/github.h"
#include "reports/reporters.h"
#include "sample_ledger.h"
#include "xmllint.h"

namespace avouch {
namespace hostile_test {

struct Written {
  std::string name;
  std::string text;
};

std::vector<Written> everything(const Ledger& ledger) {
  std::vector<Written> all = {{"console", console_report(ledger, {.verbose = true})},
                              {"github_annotations", github_annotations(ledger)},
                              {"github_summary", github_summary(ledger)}};
  for (const Reporter& reporter : reporters()) {
    const ReportContent content = written_by(reporter, ledger);
    if (const std::string* text = std::get_if<std::string>(&content)) {
      all.push_back({reporter.name, *text});
      continue;
    }
    for (const FolderFile& file : std::get<std::vector<FolderFile>>(content))
      all.push_back({file.name.ends_with(".json") ? "allure_json" : "allure_text", file.text});
  }
  return all;
}

bool is_json(const std::string& name) {
  return name == "json" || name == "sarif" || name == "ctrf" || name == "gitlab" || name == "har" ||
         name == "allure_json";
}

// Whether a line of it is a command of GitHub Actions or Azure Pipelines.
bool is_command(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line.starts_with("::") || line.find("##[") != line.npos || line.find("##vso[") != line.npos;
}

void expect_harmless(const Written& report) {
  const std::string_view text = report.text;
  EXPECT_FALSE(first_invalid_utf8(text)) << report.name;
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c != '\n' && (byte < 0x20 || byte == 0x7F);
  });
  EXPECT_EQ(control - text.begin(), static_cast<std::ptrdiff_t>(text.size())) << report.name;
  // Bidirectional controls (U+202A to U+202E, U+2066 to U+2069) and the C1 controls.
  for (const std::string_view invisible : {"\xE2\x80\xAE", "\xE2\x80\xAA", "\xE2\x81\xA6", "\xC2\x9B"})
    EXPECT_EQ(text.find(invisible), text.npos) << report.name;
  // GitHub reads the commands that Avouch means: each line of its own is one.
  if (report.name == "github_annotations") return;
  for (const std::string_view line : split(text, '\n')) {
    if (is_command(line)) ADD_FAILURE() << report.name << ": " << line.substr(0, 200);
  }
  if (is_json(report.name)) {
    EXPECT_FALSE(nlohmann::json::parse(text, nullptr, false).is_discarded()) << report.name;
  }
}

TEST(HostileText, IsHarmlessInEveryReport) {
  for (const Ledger& ledger : {sample_ledger(), proof_ledger(), unreachable_ledger()}) {
    for (const Written& report : everything(ledger)) expect_harmless(report);
  }
}

// A megabyte at every place that a target or a contract can fill.
TEST(HostileText, OfAMegabyteIsHarmlessInEveryReport) {
  std::string unit = "<script>]]>\x1b[2J\xE2\x80\xAE\n::error::x\n##vso[a]b\xFF\"'&";
  unit.push_back('\0');
  std::string text;
  while (text.size() < 1'000'000) text += unit;
  Ledger ledger = sample_ledger();
  Entry& entry = ledger.entries[3];
  ASSERT_EQ(entry.verdict.outcome, Outcome::violated);
  entry.verdict.reason = text;
  entry.verdict.findings = {{"body", text, "a string"}};
  ledger.exchanges.front().messages->response_content = {.text = text, .size = text.size()};
  for (const Written& report : everything(ledger)) expect_harmless(report);
}

TEST(HostileText, LeavesXmlValid) {
  if (!has_xmllint()) GTEST_SKIP() << "xmllint is not installed";
  for (const Reporter& reporter : reporters()) {
    if (std::string_view(reporter.name) != "junit") continue;
    EXPECT_EQ(junit_complaint(std::get<std::string>(written_by(reporter, sample_ledger()))).value_or(""), "");
  }
}

}  // namespace hostile_test
}  // namespace avouch
