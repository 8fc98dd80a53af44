// SPDX-License-Identifier: MIT
// The report files that a command should write.
//
//   const ReportFiles reports({{options.report_junit, [&] { return junit_report(ledger); }}});
//   if (const Errors errors = reports.unwritable(); !errors.empty()) return refuse(errors, err);
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace avouch {

struct ReportFile {
  std::string file;  // empty: not requested
  std::function<std::string()> text;
};

class ReportFiles {
 public:
  explicit ReportFiles(std::vector<ReportFile> files);

  // Checks the files before the work starts. Errors: a file that cannot be written, or is named twice.
  Errors unwritable() const;
  // Writes each file whole. A failure does not stop the others. Errors: all failures.
  Errors write() const;

 private:
  std::vector<ReportFile> files_;  // only the requested ones
};

}  // namespace avouch
