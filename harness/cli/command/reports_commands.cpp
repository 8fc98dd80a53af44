// SPDX-License-Identifier: MIT
// Commands that read the JSON reports of earlier runs: coverage, merge.
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/command/baseline_file.h"
#include "cli/command/commands.h"
#include "cli/command/github_report.h"
#include "cli/command/json_parts.h"
#include "cli/command/report_files.h"
#include "cli/terminal.h"
#include "gate/conditions.h"
#include "gate/merge.h"
#include "reports/console.h"
#include "verdict/coverage.h"

namespace avouch {
namespace {

Result<Ledger> whole_of(const Options& options) {
  const Result<std::vector<Ledger>> reports = reports_of(options);
  if (!reports) return reports.errors();
  return merged(*reports);
}

JsonValue row_json(const Coverage& row) {
  return json_object({{"name", row.name},
                      {"clauses", row.clauses},
                      {"holds", row.holds},
                      {"failing", row.failing},
                      {"warnings", row.warnings}});
}

std::string coverage_json(const CoverageReport& report, const Options& options) {
  JsonValue document = json_object({{"format", "avouch-coverage"},
                                    {"schemaVersion", kCommandFormat},
                                    {"reports", json_texts(options.report_files)},
                                    {"whole", row_json(report.whole)}});
  for (const CoverageSection& section : sections_of(report)) {
    JsonValue rows = JsonValue::array();
    for (const Coverage& row : *section.rows) rows.items.push_back(row_json(row));
    document.members.push_back({section.key, std::move(rows)});
  }
  return document_text(document);
}

}  // namespace

Result<std::vector<Ledger>> reports_of(const Options& options) {
  Errors errors;
  std::vector<Ledger> all;
  for (const std::string& file : options.report_files) {
    Result<Ledger> report = report_of(file);
    if (!report) {
      errors.insert(errors.end(), report.errors().begin(), report.errors().end());
    } else {
      all.push_back(*std::move(report));
    }
  }
  if (!errors.empty()) return errors;
  return all;
}

ExitCode coverage(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Ledger> whole = whole_of(options);
  if (!whole) return refuse(whole.errors(), err);
  const CoverageReport report = coverage_of(*whole);
  const ReportFiles files({{options.report_json, [&] { return coverage_json(report, options); }}});
  if (const Errors errors = files.unwritable(); !errors.empty()) return refuse(errors, err);
  if (const Errors unwritten = files.write(out); !unwritten.empty()) return refuse(unwritten, err);
  (files.takes_output() ? err : out) << coverage_text(report, options.verbose);
  return ExitCode::holds;
}

ExitCode merge(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<std::vector<Ledger>> parts = reports_of(options);
  if (!parts) return refuse(parts.errors(), err);
  Result<Ledger> whole = merged(*parts);
  if (!whole) return refuse(whole.errors(), err);
  Ledger ledger = *std::move(whole);
  std::vector<std::string> coordinates;
  for (const Entry& entry : ledger.entries) coordinates.push_back(entry.clause->coordinate);
  if (const Result<void> fit = check_conditions(options.conditions, coordinates); !fit)
    return refuse(fit.errors(), err);
  ledger.run.unmet = unmet_conditions(options.conditions, ledger);
  std::optional<Unmet> missing = missing_shards(*parts);
  if (missing) ledger.run.unmet.push_back(*std::move(missing));
  std::vector<ReportFile> files = report_files(options.reports, [&](const Reporter& reporter) {
    return written_by(reporter, ledger, options.report_limits);
  });
  if (const Errors errors = not_a_baseline(options.write_baseline); !errors.empty())
    return refuse(errors, err);
  const Errors unkept =
      options.write_baseline.empty() ? Errors{} : without_baseline(options.write_baseline, ledger);
  if (unkept.empty())
    files.push_back({options.write_baseline, [&] { return baseline_over(options.write_baseline, ledger); }});
  const ReportFiles reports(std::move(files));
  if (const Errors errors = reports.unwritable(); !errors.empty()) return refuse(errors, err);
  if (const Errors unwritten = reports.write(out); !unwritten.empty()) return refuse(unwritten, err);
  (reports.takes_output() ? err : out)
      << console_report(ledger, {.color = options.color && stdout_is_terminal() && !reports.takes_output(),
                                 .verbose = options.verbose,
                                 .quiet = options.quiet,
                                 .width = terminal_width()});
  if (!unkept.empty()) return refuse(unkept, err);
  if (!options.write_baseline.empty()) err << baseline_told(options.write_baseline, ledger);
  const Result<void> told = tell_github(options, ledger, reports.takes_output() ? err : out);
  if (!told) return refuse(told.errors(), err);
  return decide(ledger, {});
}

}  // namespace avouch
