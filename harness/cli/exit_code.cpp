// SPDX-License-Identifier: MIT
#include "cli/exit_code.h"

#include <algorithm>

namespace avouch {

ExitCode decide(const Ledger& ledger, bool require_exercised, const std::vector<std::string>& defects) {
  if (!defects.empty()) return ExitCode::undecided;
  const Tally tally = ledger.tally();
  if (tally.violated > 0) return ExitCode::violated;
  if (tally.undecided > 0) return ExitCode::undecided;
  if (tally.holds == 0 || ledger.run.locked_out) return ExitCode::unexercised;
  const bool lacking = std::any_of(ledger.entries.begin(), ledger.entries.end(), [](const Entry& entry) {
    return entry.verdict.outcome == Outcome::unexercised && entry.clause.severity == Severity::violation;
  });
  return require_exercised && lacking ? ExitCode::unexercised : ExitCode::holds;
}

}  // namespace avouch
