// SPDX-License-Identifier: MIT
// What every report says of a ledger: how its entries group, and the sentences that sum it up. One place
// decides them, so that the console, the page and the log of a CI server never disagree.
//
//   for (const OperationSummary& operation : by_operation(ledger)) print(operation.name, operation.tally);
//   counts_text(ledger) == "61 clauses: 58 hold, 1 violated, 2 unexercised"
//
// The groups point into the ledger, which must outlive them. Pure; any thread may call. Texts are those of
// the ledger: each report escapes for its own medium.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

// An outcome as a person counts it: a violated warning stands apart.
enum class Standing { violated, undecided, warning, unexercised, holds };

// In the order in which a reader wants them: what is wrong comes first.
inline constexpr Standing kStandings[] = {Standing::violated, Standing::undecided, Standing::warning,
                                          Standing::unexercised, Standing::holds};

Standing standing(const Entry& entry);
std::string_view to_string(Standing standing);  // "violated", "undecided", "warning", "unexercised", "holds"

// How a reader is told of a standing, after what was asked.
struct Words {
  std::string_view name;     // "violated", "unproven"
  std::string_view heading;  // of a column or a section: "warnings"
  std::string_view meaning;  // one sentence
  std::string_view seen;     // what a finding of it is headed by: "seen", "survived"
};

const Words& words(Question question, Standing standing);

std::string_view sign(Standing standing);  // "✗", "?", "!", "○", "✓": a meaning that needs no colour
std::size_t count(const Tally& tally, Standing standing);
// "1 holds", "2 hold", "1 warning", "3 violated", "3 unproven".
std::string counted(std::size_t number, Question question, Standing standing);

struct KindSummary {
  ClauseKind kind = ClauseKind::status;
  Tally tally;
};

// Operations stand in the order in which the ledger first names them; kinds likewise.
struct OperationSummary {
  std::string_view name;
  Tally tally;
  std::vector<KindSummary> kinds;
  std::vector<const Entry*> entries;
};

std::vector<OperationSummary> by_operation(const Ledger& ledger);

std::vector<const Entry*> entries_of(const Ledger& ledger, Standing wanted);

// Entries that share one reason, in the order of the ledger.
struct ReasonGroup {
  std::string_view reason;
  std::vector<const Entry*> entries;
};

std::vector<ReasonGroup> by_reason(const Ledger& ledger, Standing wanted);

// "1 clause: 1 holds", "61 clauses: 58 hold, 1 violated, 2 unexercised"; what is 0 is left out.
std::string counts_text(const Ledger& ledger);

// One sentence without a full stop: what the run proved, and what it could not.
std::string conclusion(const Ledger& ledger);

// The standing of the whole run: the worst one of its entries; nullopt where nothing was exercised.
std::optional<Standing> overall(const Tally& tally);

// Why a violated or undecided entry is so, in one sentence: its reason, else its first finding, else its
// claim.
std::string headline(const Entry& entry);

// Whether one expectation, said once, does for all.
bool share_expectation(const std::vector<Finding>& findings);

// "and 12 more", where a verdict failed more often than the findings that are `shown`; else empty.
std::string omitted_findings(const Verdict& verdict, std::size_t shown);

}  // namespace avouch
