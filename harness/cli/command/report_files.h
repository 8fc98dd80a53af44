// SPDX-License-Identifier: MIT
// The files that a command was asked to leave behind.
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
  std::string file;  // empty: it was not asked for
  std::function<std::string()> text;
};

class ReportFiles {
 public:
  explicit ReportFiles(std::vector<ReportFile> files);

  // Before the work: what cannot be kept is not begun. Errors: a file that cannot be written, or is named
  // twice.
  Errors unwritable() const;
  // Every one that can be, whole.
  Errors write() const;

 private:
  std::vector<ReportFile> files_;  // those that were asked for
};

}  // namespace avouch
