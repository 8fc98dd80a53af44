// SPDX-License-Identifier: MIT
#include "verdict/ledger.h"

#include <algorithm>

namespace avouch {

std::string_view to_string(Admission admission) {
  switch (admission) {
    case Admission::not_asked:
      return "not asked";
    case Admission::refused:
      return "refused";
    case Admission::granted:
      return "granted";
  }
  return "";
}

bool is_exercised(const Entry& entry) {
  return entry.verdict.outcome == Outcome::holds || entry.verdict.outcome == Outcome::violated;
}

void Tally::add(const Entry& entry) {
  switch (entry.verdict.outcome) {
    case Outcome::holds:
      ++holds;
      return;
    case Outcome::violated:
      ++(entry.waived ? waived : entry.clause->severity == Severity::warning ? warnings : violated);
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

std::uint64_t Ledger::exchange_count() const {
  const auto own = std::count_if(exchanges.begin(), exchanges.end(), [](const SentRequest& exchange) {
    return exchange.round == 0 && exchange.was_sent;
  });
  return static_cast<std::uint64_t>(own) + (run.rounds ? run.rounds->exchanges : 0);
}

double Rounds::per_second() const {
  return elapsed.count() <= 0 ? 0
                              : static_cast<double>(exchanges) * 1e6 / static_cast<double>(elapsed.count());
}

std::string headline(const Entry& entry) {
  if (!entry.verdict.reason.empty()) return entry.verdict.reason;
  if (entry.verdict.findings.empty()) return "does not hold: " + entry.clause->claim;
  const Finding& first = entry.verdict.findings.front();
  return first.where + ": " + std::string(value_seen(first)) + ", expected " + first.expected;
}

}  // namespace avouch
