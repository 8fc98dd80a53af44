// SPDX-License-Identifier: MIT
#include "cli/command/report_files.h"

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>
#include <variant>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"

namespace avouch {
namespace {

constexpr const char* kOutput = "-";

// Writes what a report is, each kind in its way.
struct Writing {
  const std::string& file;
  std::ostream& out;

  Result<void> operator()(const std::string& text) const {
    if (file != kOutput) return write_file(file, text);
    out << text << std::flush;
    return {};
  }
  Result<void> operator()(const TextParts& parts) const {
    if (file != kOutput) return write_file(file, parts);
    parts([this](std::string_view part) { out << part; });
    out << std::flush;
    return {};
  }
  Result<void> operator()(const std::vector<FolderFile>& files) const { return write_folder(file, files); }
};

}  // namespace

std::vector<ReportFile> report_files(const std::map<std::string, std::string>& wanted,
                                     const std::function<ReportContent(const Reporter&)>& content) {
  std::vector<ReportFile> files;
  for (const Reporter& reporter : reporters()) {
    const auto found = wanted.find(reporter.name);
    if (found == wanted.end()) continue;
    files.push_back(
        {found->second, [&reporter, content] { return content(reporter); }, writes_folder(reporter)});
  }
  return files;
}

std::size_t shown_content(const std::map<std::string, std::string>& wanted) {
  std::size_t most = 0;
  for (const Reporter& reporter : reporters()) {
    if (wanted.contains(reporter.name)) most = std::max(most, reporter.shown_content);
  }
  return most;
}

ReportFiles::ReportFiles(std::vector<ReportFile> files) : files_(std::move(files)) {
  std::erase_if(files_, [](const ReportFile& report) { return report.file.empty(); });
}

Errors ReportFiles::unwritable() const {
  Errors errors;
  std::set<std::string> names;
  for (const ReportFile& report : files_) {
    const Result<void> possible = report.is_folder         ? check_folder_writable(report.file)
                                  : report.file == kOutput ? Result<void>()
                                                           : check_writable(report.file);
    if (!possible) {
      errors.insert(errors.end(), possible.errors().begin(), possible.errors().end());
    }
    if (!names.insert(report.file == kOutput ? report.file : resolved_path(report.file)).second) {
      errors.push_back({.title = "two reports would be written to " + in_quotes(report.file),
                        .place = {.file = report.file},
                        .hint = "Give each a file of its own."});
    }
  }
  return errors;
}

bool ReportFiles::takes_output() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const ReportFile& report) { return !report.is_folder && report.file == kOutput; });
}

Errors ReportFiles::write(std::ostream& out) const {
  Errors errors;
  for (const ReportFile& report : files_) {
    const Result<void> written = std::visit(Writing{report.file, out}, report.content());
    if (!written) {
      errors.insert(errors.end(), written.errors().begin(), written.errors().end());
    }
  }
  return errors;
}

}  // namespace avouch
