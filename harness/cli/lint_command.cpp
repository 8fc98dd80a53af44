// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ostream>

#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "lint/lint.h"
#include "lint/sarif.h"

namespace avouch {

namespace {

using Findings = std::vector<LintFinding>;

void print(const LintFinding& finding, std::ostream& out) {
  out << printable(to_string(finding.place)) << ": " << to_string(finding.severity) << ": "
      << printable(finding.message) << " [" << finding.rule << "]\n";
  if (!finding.mend.empty()) out << "  " << printable(finding.mend) << '\n';
}

Result<Findings> lint_one(const Options& options) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return contract.errors();
  return lint(*contract);
}

}  // namespace

ExitCode lint(const Options& options, std::ostream& out, std::ostream& err) {
  if (!options.report_sarif.empty()) {
    if (const Result<void> possible = check_writable(options.report_sarif); !possible)
      return refuse(possible.errors(), err);
  }
  Findings all;
  const auto add = [&](const Options& one) -> Result<void> {
    const Result<Findings> findings = lint_one(one);
    if (!findings) return findings.errors();
    for (const LintFinding& finding : *findings) print(finding, out);
    all.insert(all.end(), findings->begin(), findings->end());
    return {};
  };
  const Result<void> read = with_each_contract(options, add);
  if (!options.report_sarif.empty()) {
    const Errors unread = read ? Errors{} : read.errors();
    const Result<void> written = write_file(options.report_sarif, sarif_report(all, unread, AVOUCH_VERSION));
    if (!written) return refuse(written.errors(), err);
  }
  if (!read) return refuse(read.errors(), err);
  const auto errors =
      static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const LintFinding& finding) {
        return finding.severity == LintFinding::Severity::error;
      }));
  out << counted(all.size(), "finding", "findings") << ", "
      << counted(errors, "contradiction", "contradictions") << '\n';
  return errors > 0 ? ExitCode::violated : ExitCode::holds;
}

}  // namespace avouch
