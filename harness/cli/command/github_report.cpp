// SPDX-License-Identifier: MIT
#include "cli/command/github_report.h"

#include <fstream>
#include <ostream>
#include <string>

#include "reports/github.h"

namespace avouch {

Result<void> tell_github(const Options& options, const Ledger& ledger, std::ostream& out) {
  if (!options.report_github) return {};
  out << github_annotations(ledger) << std::flush;
  const std::string file = options.environment ? options.environment("GITHUB_STEP_SUMMARY").value_or("") : "";
  if (file.empty()) return {};
  // Other steps of the job write to it as well.
  std::ofstream stream(file, std::ios::app | std::ios::binary);
  stream << github_summary(ledger) << std::flush;
  if (stream) return {};
  return Error{.title = "the file of GITHUB_STEP_SUMMARY cannot be written",
               .place = {.file = file},
               .hint = "Unset the variable, or leave --report-github out."};
}

}  // namespace avouch
