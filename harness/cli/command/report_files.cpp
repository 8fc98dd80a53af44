// SPDX-License-Identifier: MIT
#include "cli/command/report_files.h"

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/text.h"

namespace avouch {
namespace {

constexpr const char* kOutput = "-";

}  // namespace

std::vector<ReportFile> report_files(const std::map<std::string, std::string>& wanted,
                                     const std::function<std::string(const Reporter&)>& text) {
  std::vector<ReportFile> files;
  for (const Reporter& reporter : reporters()) {
    const auto found = wanted.find(reporter.name);
    if (found != wanted.end()) files.push_back({found->second, [&reporter, text] { return text(reporter); }});
  }
  return files;
}

ReportFiles::ReportFiles(std::vector<ReportFile> files) : files_(std::move(files)) {
  std::erase_if(files_, [](const ReportFile& report) { return report.file.empty(); });
}

Errors ReportFiles::unwritable() const {
  Errors errors;
  std::set<std::string> names;
  for (const ReportFile& report : files_) {
    const Result<void> possible = report.file == kOutput ? Result<void>() : check_writable(report.file);
    if (!possible) {
      errors.insert(errors.end(), possible.errors().begin(), possible.errors().end());
    }
    if (!names.insert(report.file).second) {
      errors.push_back({.title = "two reports would be written to " + in_quotes(report.file),
                        .place = {.file = report.file},
                        .hint = "Give each a file of its own."});
    }
  }
  return errors;
}

bool ReportFiles::takes_output() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const ReportFile& report) { return report.file == kOutput; });
}

Errors ReportFiles::write(std::ostream& out) const {
  Errors errors;
  for (const ReportFile& report : files_) {
    if (report.file == kOutput) {
      out << report.text() << std::flush;
      continue;
    }
    if (const Result<void> written = write_file(report.file, report.text()); !written) {
      errors.insert(errors.end(), written.errors().begin(), written.errors().end());
    }
  }
  return errors;
}

}  // namespace avouch
