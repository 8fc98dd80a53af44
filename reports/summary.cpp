// SPDX-License-Identifier: MIT
#include "reports/summary.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "base/clock.h"
#include "base/text.h"

namespace avouch {
namespace {

std::string clauses(std::size_t number) {
  return counted(number, "clause", "clauses");
}

std::string run_conclusion(const Tally& tally, bool is_shard) {
  std::string said;
  // avouch merge judges whether all shards together exercised something.
  if (is_shard && tally.total() == 0) return "this shard has no clauses";
  if (is_shard && tally.exercised() + tally.undecided == 0) return "no clause of this shard was exercised";
  if (tally.violated > 0) {
    said = "the target violates " + clauses(tally.violated) + " of its documentation";
    if (tally.undecided > 0) said += ", and " + std::to_string(tally.undecided) + " could not be judged";
  } else if (tally.undecided > 0) {
    said = clauses(tally.undecided) + " could not be judged";
    said += tally.exercised() > 0 ? ", no violation was found" : ": this run proves nothing";
  } else if (tally.exercised() == 0) {
    said = "no clause was exercised: this run proves nothing";
  } else {
    if (tally.warnings > 0) {
      said = tally.waived > 0 ? "no other clause is violated, " : "no clause is violated, ";
      said += counted(tally.warnings, "warning was", "warnings were") + " raised";
    } else if (tally.waived > 0) {
      said = tally.holds > 0 ? "every other clause that was exercised holds" : "nothing else was exercised";
    } else {
      said = tally.unexercised > 0 ? "every clause that was exercised holds" : "every clause holds";
    }
    if (tally.unexercised > 0) said += ", " + std::to_string(tally.unexercised) + " could not be exercised";
  }
  if (tally.waived > 0)
    said += "; " + counted(tally.waived, "known violation is", "known violations are") + " waived";
  return said;
}

// "72000" as "72,000".
std::string in_thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string proof_conclusion(const Tally& tally) {
  if (tally.undecided > 0) return "Avouch misjudges " + clauses(tally.undecided) + " of this contract";
  if (tally.violated > 0) return clauses(tally.violated) + " could not be shown to fail";
  if (tally.holds == 0) return "no clause was proven";
  if (tally.unexercised > 0)
    return "every clause can fail except " + std::to_string(tally.unexercised) + ", excused";
  return "every clause can fail";
}

}  // namespace

Standing standing(const Entry& entry) {
  switch (entry.verdict.outcome) {
    case Outcome::holds:
      return Standing::holds;
    case Outcome::violated:
      if (entry.waived) return Standing::waived;
      return entry.clause->severity == Severity::warning ? Standing::warning : Standing::violated;
    case Outcome::unexercised:
      return Standing::unexercised;
    case Outcome::undecided:
      return Standing::undecided;
  }
  return Standing::undecided;
}

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::violated:
      return "violated";
    case Standing::undecided:
      return "undecided";
    case Standing::warning:
      return "warning";
    case Standing::waived:
      return "waived";
    case Standing::unexercised:
      return "unexercised";
    case Standing::holds:
      return "holds";
  }
  return {};
}

std::string_view sign(Standing standing) {
  switch (standing) {
    case Standing::violated:
      return "✗";
    case Standing::undecided:
      return "?";
    case Standing::warning:
      return "!";
    case Standing::waived:
      return "~";
    case Standing::unexercised:
      return "○";
    case Standing::holds:
      return "✓";
  }
  return {};
}

std::size_t count(const Tally& tally, Standing standing) {
  switch (standing) {
    case Standing::violated:
      return tally.violated;
    case Standing::undecided:
      return tally.undecided;
    case Standing::warning:
      return tally.warnings;
    case Standing::waived:
      return tally.waived;
    case Standing::unexercised:
      return tally.unexercised;
    case Standing::holds:
      return tally.holds;
  }
  return 0;
}

const Words& words(Question question, Standing standing) {
  // In the order of Standing.
  static constexpr Words kOfARun[] = {
      {"violated", "violated", "Exercised, and false.", "seen"},
      {"undecided", "undecided", "Avouch could not judge it.", "seen"},
      {"warning", "warnings", "Exercised, and false, but does not fail the run.", "seen"},
      {"waived", "waived", "Exercised, and false, but known: it does not fail the run.", "seen"},
      {"unexercised", "unexercised",
       "The run saw nothing that the clause is about: neither a pass nor a failure.", "seen"},
      {"holds", "holds", "Exercised, and true.", "seen"},
  };
  static constexpr Words kOfAProof[] = {
      {"unproven", "unproven", "Avouch knows no response that makes only this clause fail.", "survived"},
      {"defect", "defects", "Avouch judged a response wrongly: please report it, with the contract.",
       "survived"},
      {"warning", "warnings", "", "survived"},
      {"waived", "waived", "", "survived"},
      {"excused", "excused", "Unproven, and excused by --allow-unproven.", "survived"},
      {"proven", "proven",
       "A response made exactly this clause fail, and clauses that follow from it; no conforming response "
       "did.",
       "broken by"},
  };
  const auto index = static_cast<std::size_t>(standing);
  return question == Question::can_it_fail ? kOfAProof[index] : kOfARun[index];
}

std::string counted(std::size_t number, Question question, Standing standing) {
  const Words& said = words(question, standing);
  if (said.heading != said.name) return counted(number, said.name, said.heading);
  if (said.name == "holds") return std::to_string(number) + (number == 1 ? " holds" : " hold");
  return std::to_string(number) + " " + std::string(said.name);
}

std::vector<OperationSummary> by_operation(const Ledger& ledger) {
  std::vector<OperationSummary> operations;
  std::unordered_map<std::string_view, std::size_t> index;
  for (const Entry& entry : ledger.entries) {
    const auto [found, fresh] = index.try_emplace(entry.clause->operation, operations.size());
    if (fresh) operations.push_back({.name = entry.clause->operation});
    OperationSummary& operation = operations[found->second];
    auto kind = std::find_if(operation.kinds.begin(), operation.kinds.end(),
                             [&](const KindSummary& known) { return known.kind == entry.clause->kind; });
    if (kind == operation.kinds.end()) {
      operation.kinds.push_back({.kind = entry.clause->kind});
      kind = std::prev(operation.kinds.end());
    }
    operation.tally.add(entry);
    kind->tally.add(entry);
    operation.entries.push_back(&entry);
  }
  return operations;
}

std::vector<const Entry*> entries_of(const Ledger& ledger, Standing wanted) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : ledger.entries) {
    if (standing(entry) == wanted) entries.push_back(&entry);
  }
  return entries;
}

std::vector<ReasonGroup> by_reason(const Ledger& ledger, Standing wanted) {
  std::vector<ReasonGroup> groups;
  std::unordered_map<std::string_view, std::size_t> index;
  for (const Entry* entry : entries_of(ledger, wanted)) {
    const auto [found, fresh] = index.try_emplace(entry->verdict.reason, groups.size());
    if (fresh) groups.push_back({.reason = entry->verdict.reason});
    groups[found->second].entries.push_back(entry);
  }
  return groups;
}

std::string counts_text(const Ledger& ledger) {
  return counts_text(ledger.tally(), ledger.run.question);
}

std::string counts_text(const Tally& tally, Question question) {
  std::vector<std::string> parts;
  for (const Standing standing : {Standing::holds, Standing::violated, Standing::undecided, Standing::warning,
                                  Standing::waived, Standing::unexercised}) {
    if (const std::size_t number = count(tally, standing); number > 0)
      parts.push_back(counted(number, question, standing));
  }
  const std::string total = counted(tally.total(), "clause", "clauses");
  return parts.empty() ? total : total + ": " + join(parts, ", ");
}

std::string exchanges_text(const Ledger& ledger) {
  const std::uint64_t number = ledger.exchange_count();
  return in_thousands(number) + (number == 1 ? " exchange" : " exchanges");
}

std::string rounds_text(const Rounds& rounds) {
  std::string words = in_thousands(rounds.rounds) + (rounds.rounds == 1 ? " round of " : " rounds of ") +
                      counted(rounds.requests, "request", "requests") + ": " +
                      in_thousands(rounds.exchanges) + (rounds.exchanges == 1 ? " exchange" : " exchanges") +
                      " in " + duration_text(rounds.elapsed) + ", " +
                      in_thousands(static_cast<std::uint64_t>(rounds.per_second())) + " per second";
  if (rounds.unanswered > 0) words += "; " + in_thousands(rounds.unanswered) + " got no response";
  return words;
}

std::string latencies_text(const Rounds& rounds) {
  const Histogram& latency = rounds.latency;
  if (latency.count() == 0) return {};
  return "p50 " + latency_text(latency.quantile(0.5)) + ", p90 " + latency_text(latency.quantile(0.9)) +
         ", p99 " + latency_text(latency.quantile(0.99)) + ", max " + latency_text(latency.max());
}

std::string conclusion(const Ledger& ledger) {
  const std::string said = ledger.run.question == Question::can_it_fail
                               ? proof_conclusion(ledger.tally())
                               : run_conclusion(ledger.tally(), ledger.run.shard.has_value());
  const std::string reached =
      ledger.run.admission == Admission::refused
          ? "no call with credentials succeeded, they were missing or refused; " + said
          : said;
  std::string whole = ledger.run.interrupted ? "interrupted: " + reached : reached;
  for (const Unmet& unmet : ledger.run.unmet) whole += "; " + unmet.what;
  return whole;
}

std::optional<Standing> overall(const Ledger& ledger) {
  const Tally tally = ledger.tally();
  const auto lacks = [&](Unmet::Kind kind) {
    return std::any_of(ledger.run.unmet.begin(), ledger.run.unmet.end(),
                       [&](const Unmet& unmet) { return unmet.kind == kind; });
  };
  if (tally.violated > 0 || lacks(Unmet::Kind::known_failures)) return Standing::violated;
  if (tally.undecided > 0 || ledger.run.interrupted) return Standing::undecided;
  if (tally.exercised() == 0 || ledger.run.admission == Admission::refused || lacks(Unmet::Kind::exercise))
    return std::nullopt;
  if (tally.waived > 0) return Standing::waived;
  return tally.warnings > 0 ? Standing::warning : Standing::holds;
}

std::string message_of(const Entry& entry) {
  switch (standing(entry)) {
    case Standing::holds:
      return {};
    case Standing::waived:
      return "known: " + waived_text(*entry.waived) + ": " + headline(entry);
    case Standing::unexercised:
      return entry.verdict.reason;
    case Standing::violated:
    case Standing::undecided:
    case Standing::warning:
      return headline(entry);
  }
  return {};
}

std::string_view test_status(Standing standing, std::string_view undecided) {
  switch (standing) {
    case Standing::holds:
    case Standing::warning:
      return "passed";
    case Standing::violated:
      return "failed";
    case Standing::waived:
    case Standing::unexercised:
      return "skipped";
    case Standing::undecided:
      return undecided;
  }
  return undecided;
}

bool share_expectation(const std::vector<Finding>& findings) {
  return std::all_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.expected == findings.front().expected; });
}

std::string omitted_findings(const Verdict& verdict, std::size_t shown) {
  const std::size_t all = std::max(verdict.failures, verdict.findings.size());
  return all > shown ? "and " + std::to_string(all - shown) + " more" : "";
}

}  // namespace avouch
