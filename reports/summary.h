// SPDX-License-Identifier: MIT
// Groups the entries of a ledger, and sums it up in sentences. All reports use these, so the console, the
// page and the log of a CI server always agree.
//
//   for (const OperationSummary& operation : by_operation(ledger)) print(operation.name, operation.tally);
//   counts_text(ledger) == "61 clauses: 58 hold, 1 violated, 2 unexercised"
//
// The groups point into the ledger, which must outlive them. Texts are not escaped: each report escapes for
// its own medium. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

// An outcome as reports count it: a violated warning is separate, and so is a violation that is known.
enum class Standing { violated, undecided, warning, waived, unexercised, holds };

// In reading order: problems come first.
inline constexpr Standing kStandings[] = {Standing::violated, Standing::undecided,   Standing::warning,
                                          Standing::waived,   Standing::unexercised, Standing::holds};

Standing standing(const Entry& entry);
std::string_view to_string(Standing standing);  // "violated", "undecided", "warning", "waived", …

// The words for a standing, which depend on the question of the run.
struct Words {
  std::string_view name;     // "violated", "unproven"
  std::string_view heading;  // heading of a column or a section: "warnings"
  std::string_view meaning;  // one sentence
  std::string_view seen;     // label of its findings: "seen", "survived"
};

const Words& words(Question question, Standing standing);

std::string_view sign(Standing standing);  // "✗", "?", "!", "~", "○", "✓": understandable without colour
std::size_t count(const Tally& tally, Standing standing);
// "1 holds", "2 hold", "1 warning", "3 violated", "3 unproven".
std::string counted(std::size_t number, Question question, Standing standing);

struct KindSummary {
  ClauseKind kind = ClauseKind::status;
  Tally tally;
};

// Operations are in the order of their first entry in the ledger; so are kinds.
struct OperationSummary {
  std::string_view name;
  Tally tally;
  std::vector<KindSummary> kinds;
  std::vector<const Entry*> entries;
};

std::vector<OperationSummary> by_operation(const Ledger& ledger);

std::vector<const Entry*> entries_of(const Ledger& ledger, Standing wanted);

// Entries with the same reason, in ledger order.
struct ReasonGroup {
  std::string_view reason;
  std::vector<const Entry*> entries;
};

std::vector<ReasonGroup> by_reason(const Ledger& ledger, Standing wanted);

// Returns "1 clause: 1 holds", "61 clauses: 58 hold, 1 violated, 2 unexercised". Counts of 0 are left out.
std::string counts_text(const Ledger& ledger);
std::string counts_text(const Tally& tally, Question question);

// Returns "6 exchanges", with those of all rounds.
std::string exchanges_text(const Ledger& ledger);

// Returns "40 rounds of 6 requests: 240 exchanges in 1.2 s, 200 per second".
std::string rounds_text(const Rounds& rounds);
// Returns "p50 0.43 ms, p90 …, p99 …, max …"; "" if no response came.
std::string latencies_text(const Rounds& rounds);

// Returns one sentence without a full stop: what the run proved, and what it could not.
std::string conclusion(const Ledger& ledger);

// Returns the standing of the whole run: the worst of its entries, and undecided if it was interrupted;
// nullopt if nothing was exercised.
std::optional<Standing> overall(const Ledger& ledger);

// Returns why an entry has its standing, for formats with one message per test; empty if it holds.
std::string message_of(const Entry& entry);

// Returns "passed", "failed" or "skipped", the words that formats for tests share, or for undecided clauses
// the word of the format.
std::string_view test_status(Standing standing, std::string_view undecided);

// Returns whether all findings expect the same, so a report can print it once.
bool share_expectation(const std::vector<Finding>& findings);

// Returns "and 12 more" if a verdict failed more often than the `shown` findings; else "".
std::string omitted_findings(const Verdict& verdict, std::size_t shown);

}  // namespace avouch
