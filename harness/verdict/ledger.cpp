// SPDX-License-Identifier: MIT
#include "verdict/ledger.h"

namespace avouch {

void Tally::add(const Entry& entry) {
  switch (entry.verdict.outcome) {
    case Outcome::holds:
      ++holds;
      return;
    case Outcome::violated:
      ++(entry.waived ? waived : entry.clause.severity == Severity::warning ? warnings : violated);
      return;
    case Outcome::unexercised:
      ++unexercised;
      return;
    case Outcome::undecided:
      ++undecided;
      return;
  }
}

Tally Ledger::tally() const {
  Tally tally;
  for (const Entry& entry : entries) tally.add(entry);
  return tally;
}

}  // namespace avouch
