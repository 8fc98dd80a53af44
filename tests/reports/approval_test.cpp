// SPDX-License-Identifier: MIT
// Passes the same fixed runs to every reporter.
#include <gtest/gtest.h>

#include <functional>

#include "approved.h"
#include "reports/allure.h"
#include "reports/code_quality.h"
#include "reports/console.h"
#include "reports/ctrf.h"
#include "reports/github.h"
#include "reports/har.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/junit.h"
#include "reports/sarif.h"
#include "reports/tap.h"
#include "sample_ledger.h"

namespace avouch {
namespace approval_test {

struct Case {
  const char* file;
  Ledger (*ledger)();
  std::function<std::string(const Ledger&)> report;
};

std::string plain(const Ledger& ledger) {
  return console_report(ledger);
}

// The files of the folder, one after another.
std::string allure_text(const Ledger& ledger) {
  std::string text;
  for (const FolderFile& file : allure_results(ledger)) text += "--- " + file.name + "\n" + file.text;
  return text;
}

class Approved : public testing::TestWithParam<Case> {};

TEST_P(Approved, IsWhatAPersonHasSeen) {
  EXPECT_TRUE(is_approved(GetParam().file, GetParam().report(GetParam().ledger())));
}

const Case kCases[] = {
    {"console.txt", sample_ledger, plain},
    {"console_color.txt", sample_ledger,
     [](const Ledger& l) { return console_report(l, {.color = true, .width = 100}); }},
    {"console_quiet.txt", sample_ledger, [](const Ledger& l) { return console_report(l, {.quiet = true}); }},
    {"console_verbose.txt", sample_ledger,
     [](const Ledger& l) { return console_report(l, {.verbose = true, .strict = {"headers"}}); }},
    {"console_narrow.txt", sample_ledger, [](const Ledger& l) { return console_report(l, {.width = 60}); }},
    {"console_green.txt", green_ledger, plain},
    {"console_unreachable.txt", unreachable_ledger, plain},
    {"console_wide.txt", wide_ledger, plain},
    {"console_empty.txt", [] { return Ledger{}; }, plain},
    {"junit.xml", sample_ledger, junit_report},
    {"junit_green.xml", green_ledger, junit_report},
    {"junit_unreachable.xml", unreachable_ledger, junit_report},
    {"junit_empty.xml", [] { return Ledger{}; }, junit_report},
    {"report.json", sample_ledger, json_report},
    {"report_empty.json", [] { return Ledger{}; }, json_report},
    {"report.html", sample_ledger, html_report},
    {"report_green.html", green_ledger, html_report},
    {"run.sarif", sample_ledger, run_sarif_report},
    {"run_green.sarif", green_ledger, run_sarif_report},
    {"run_empty.sarif", [] { return Ledger{}; }, run_sarif_report},
    {"ctrf.json", sample_ledger, ctrf_report},
    {"ctrf_empty.json", [] { return Ledger{}; }, ctrf_report},
    {"run.tap", sample_ledger, tap_report},
    {"run_unreachable.tap", unreachable_ledger, tap_report},
    {"run_empty.tap", [] { return Ledger{}; }, tap_report},
    {"allure.txt", sample_ledger, allure_text},
    {"allure_empty.txt", [] { return Ledger{}; }, allure_text},
    {"har.json", sample_ledger, har_report},
    {"har_empty.json", [] { return Ledger{}; }, har_report},
    {"code_quality.json", sample_ledger, code_quality_report},
    {"code_quality_green.json", green_ledger, code_quality_report},
    {"github_annotations.txt", sample_ledger, github_annotations},
    {"github_summary.md", sample_ledger, github_summary},
    {"github_summary_green.md", green_ledger, github_summary},
    {"github_summary_unreachable.md", unreachable_ledger, github_summary},
    {"junit_proof.xml", proof_ledger, junit_report},
    {"report_proof.html", proof_ledger, html_report},
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.file;
  for (char& c : name) c = c == '.' ? '_' : c;
  return name;
}

INSTANTIATE_TEST_SUITE_P(Report, Approved, testing::ValuesIn(kCases), name_of);

}  // namespace approval_test
}  // namespace avouch
