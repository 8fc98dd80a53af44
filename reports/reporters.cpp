// SPDX-License-Identifier: MIT
#include "reports/reporters.h"

#include "reports/allure.h"
#include "reports/code_quality.h"
#include "reports/ctrf.h"
#include "reports/har.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/junit.h"
#include "reports/sarif.h"
#include "reports/shortened.h"
#include "reports/tap.h"

namespace avouch {

namespace {

std::string junit_within(const Ledger& ledger, const ReportLimits& limits) {
  return limited_junit_report(ledger, limits.junit_cases);
}

}  // namespace

const std::vector<Reporter>& reporters() {
  static const std::vector<Reporter> table = {
      {"junit", "report-junit", "Write a JUnit report", junit_within},
      {"json", "report-json", "Write a JSON report (described by schemas/WHAT.schema.json)",
       write_json_report, kJsonContent, false, true},
      {"html", "report-html", "Write an HTML report (one file)", html_report, kJsonContent},
      {"sarif", "report-sarif", "Write a SARIF 2.1.0 report", run_sarif_report},
      {"ctrf", "report-ctrf", "Write a report in the Common Test Report Format", ctrf_report},
      {"tap", "report-tap", "Write a TAP 14 report", tap_report},
      {"gitlab", "report-gitlab", "Write a Code Quality report for GitLab", code_quality_report},
      {"allure", "report-allure", "Write Allure results to a folder that is new or empty", allure_results,
       16U << 10U},
      {"har", "report-har", "Write the exchanges as an HTTP Archive (HAR 1.2)", har_report, 64U << 10U, true},
  };
  return table;
}

ReportContent written_by(const Reporter& reporter, const Ledger& whole, const ReportLimits& limits) {
  const LongNames names = reporter.is_for_commands ? LongNames::keep : LongNames::cut;
  if (const auto* write = std::get_if<WritesParts>(&reporter.write)) {
    return [&whole, names, write](const TextSink& sink) {
      Ledger room;
      (*write)(shortened(whole, names, room), sink);
    };
  }
  Ledger room;
  const Ledger& ledger = shortened(whole, names, room);
  if (const auto* write = std::get_if<WritesLimited>(&reporter.write)) return (*write)(ledger, limits);
  if (const auto* write = std::get_if<WritesFolder>(&reporter.write)) return (*write)(ledger);
  return std::get<WritesFile>(reporter.write)(ledger);
}

bool writes_folder(const Reporter& reporter) {
  return std::holds_alternative<WritesFolder>(reporter.write);
}

}  // namespace avouch
