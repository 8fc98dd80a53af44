// SPDX-License-Identifier: MIT
// The report files and folders that a command should write.
//
//   const ReportFiles reports(
//       report_files(options.reports, [&](const Reporter& reporter) { return written_by(reporter, ledger);
//       }));
//   if (const Errors errors = reports.unwritable(); !errors.empty()) return refuse(errors, err);
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "reports/reporters.h"

namespace avouch {

struct ReportFile {
  std::string file;  // or folder. Empty: not requested; "-": stdout
  std::function<ReportContent()> content;
  bool is_folder = false;
};

// A file or a folder for each reporter that was asked for. `wanted`: their paths by reporters' names.
// `content` is what to write.
std::vector<ReportFile> report_files(const std::map<std::string, std::string>& wanted,
                                     const std::function<ReportContent(const Reporter&)>& content);

// The most that one of these reporters shows of a content: SessionOptions::shown_content.
std::size_t shown_content(const std::map<std::string, std::string>& wanted);

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
