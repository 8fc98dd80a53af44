// SPDX-License-Identifier: MIT
#include "cli/exit_code.h"

#include <algorithm>

namespace avouch {

ExitCode decide(const Ledger& ledger, const std::vector<std::string>& defects) {
  if (!defects.empty()) return ExitCode::undecided;
  const Tally tally = ledger.tally();
  const auto lacks = [&](Unmet::Kind kind) {
    return std::any_of(ledger.run.unmet.begin(), ledger.run.unmet.end(),
                       [&](const Unmet& unmet) { return unmet.kind == kind; });
  };
  if (tally.violated > 0 || lacks(Unmet::Kind::known_failures)) return ExitCode::violated;
  if (tally.undecided > 0) return ExitCode::undecided;
  if (tally.holds + tally.waived == 0 || ledger.run.locked_out) return ExitCode::unexercised;
  return lacks(Unmet::Kind::exercise) ? ExitCode::unexercised : ExitCode::holds;
}

}  // namespace avouch
