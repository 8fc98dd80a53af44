// SPDX-License-Identifier: MIT
#include <ostream>

#include "base/text.h"
#include "cli/commands.h"
#include "lint/lint.h"

namespace avouch {

ExitCode lint(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  const Result<std::vector<LintFinding>> findings = lint(*contract);
  if (!findings) return refuse(findings.errors(), err);
  std::size_t errors = 0;
  for (const LintFinding& finding : *findings) {
    if (finding.severity == LintFinding::Severity::error) ++errors;
    out << printable(to_string(finding.place)) << ": " << to_string(finding.severity) << ": "
        << printable(finding.message) << " [" << finding.rule << "]\n";
    if (!finding.mend.empty()) out << "  " << printable(finding.mend) << '\n';
  }
  out << counted(findings->size(), "finding", "findings") << ", "
      << counted(errors, "contradiction", "contradictions") << '\n';
  return errors > 0 ? ExitCode::violated : ExitCode::holds;
}

}  // namespace avouch
