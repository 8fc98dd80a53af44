// SPDX-License-Identifier: MIT
// The report files that a command should write.
//
//   const ReportFiles reports(
//       report_files(options.reports, [&](const Reporter& reporter) { return reporter.write(ledger); }));
//   if (const Errors errors = reports.unwritable(); !errors.empty()) return refuse(errors, err);
#pragma once

#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "reports/reporters.h"

namespace avouch {

struct ReportFile {
  std::string file;  // empty: not requested; "-": stdout
  std::function<std::string()> text;
};

// A file for each reporter that was asked for. `wanted`: files by reporters' names. `text` is what to write.
std::vector<ReportFile> report_files(const std::map<std::string, std::string>& wanted,
                                     const std::function<std::string(const Reporter&)>& text);

class ReportFiles {
 public:
  explicit ReportFiles(std::vector<ReportFile> files);

  // Checks the files before the work starts. Errors: a file that cannot be written, or is named twice.
  Errors unwritable() const;
  // Whether stdout is for a report, so that nothing else may be printed there.
  bool takes_output() const;
  // Writes each file whole. A failure does not stop the others. Errors: all failures.
  Errors write(std::ostream& out) const;

 private:
  std::vector<ReportFile> files_;  // only the requested ones
};

}  // namespace avouch
