// SPDX-License-Identifier: MIT
// Commands that read the JSON reports of earlier runs: diff, coverage, merge.
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/github_report.h"
#include "cli/command/report_files.h"
#include "cli/terminal.h"
#include "gate/baseline.h"
#include "gate/conditions.h"
#include "gate/coverage.h"
#include "gate/difference.h"
#include "gate/merge.h"
#include "reports/console.h"

namespace avouch {
namespace {

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

Result<Ledger> whole_of(const Options& options) {
  const Result<std::vector<Ledger>> reports = reports_of(options);
  if (!reports) return reports.errors();
  return merged(*reports);
}

}  // namespace

ExitCode diff(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<std::vector<Ledger>> reports = reports_of(options);
  if (!reports) return refuse(reports.errors(), err);
  const Run& old = reports->front().run;
  const Run& now = reports->back().run;
  if (old.title != now.title) {
    return refuse({{.title = "the reports are of different contracts: " + in_quotes(old.title) + " and " +
                             in_quotes(now.title),
                    .place = {.file = options.report_files.back()},
                    .hint = "Compare reports of one contract."}},
                  err);
  }
  const Difference difference = difference_of(reports->front(), reports->back());
  out << to_text(difference, options.verbose);
  return difference.is_regression() ? ExitCode::violated : ExitCode::holds;
}

ExitCode coverage(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Ledger> whole = whole_of(options);
  if (!whole) return refuse(whole.errors(), err);
  out << coverage_text(coverage_of(*whole), options.verbose);
  return ExitCode::holds;
}

ExitCode merge(const Options& options, std::ostream& out, std::ostream& err) {
  Result<Ledger> whole = whole_of(options);
  if (!whole) return refuse(whole.errors(), err);
  Ledger ledger = *std::move(whole);
  std::vector<std::string> coordinates;
  for (const Entry& entry : ledger.entries) coordinates.push_back(entry.clause.coordinate);
  if (const Result<void> fit = check_conditions(options.conditions, coordinates); !fit)
    return refuse(fit.errors(), err);
  ledger.run.unmet = unmet_conditions(options.conditions, ledger);
  std::vector<ReportFile> files =
      report_files(options.reports, [&](const Reporter& reporter) { return reporter.write(ledger); });
  files.push_back({options.write_baseline, [&] { return baseline_text(ledger); }});
  const ReportFiles reports(std::move(files));
  if (const Errors errors = reports.unwritable(); !errors.empty()) return refuse(errors, err);
  if (const Errors unwritten = reports.write(out); !unwritten.empty()) return refuse(unwritten, err);
  (reports.takes_output() ? err : out)
      << console_report(ledger, {.color = options.color && stdout_is_terminal() && !reports.takes_output(),
                                 .verbose = options.verbose,
                                 .quiet = options.quiet,
                                 .width = terminal_width()});
  const Result<void> told = tell_github(options, ledger, reports.takes_output() ? err : out);
  if (!told) return refuse(told.errors(), err);
  return decide(ledger, {});
}

}  // namespace avouch
