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
  // What was interrupted could have shown more, also where each clause has a verdict: rounds, for example.
  if (tally.undecided > 0 || ledger.run.interrupted) return ExitCode::undecided;
  if (ledger.run.admission == Admission::refused) return ExitCode::unexercised;
  // Other shards may exercise their clauses; avouch merge judges all of them together.
  if (tally.holds + tally.waived == 0 && !ledger.run.shard) return ExitCode::unexercised;
  return lacks(Unmet::Kind::exercise) ? ExitCode::unexercised : ExitCode::holds;
}

}  // namespace avouch
