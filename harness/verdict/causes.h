// SPDX-License-Identifier: MIT
// Groups violations by what is wrong, for people: an API has fewer faults than violated clauses.
//
//   for (const Cause& cause : causes_of(violated)) print(cause.title, cause.entries.size());
//
// Violations share a cause if they share one of these: the place in the contract (one schema of many
// responses), the claim and what was expected, the header and what is wrong with it, the status that was
// answered, the media type, the unprotected operation, the step of CORS and its reason, the undocumented
// header or member. A server error (5xx) is one cause, whichever clauses report it. One clause can be in
// several causes: each undocumented header is one.
//
// Pure. The causes point to the entries, which must outlive them. Near-linear in the findings.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

struct Cause {
  std::string title;  // what is wrong, as one of its violations says it
  // In the order in which they were given, each once; the one with the title is first.
  std::vector<const Entry*> entries;
  // For each entry, its finding that is of this cause; nullptr: all of its findings, or none.
  std::vector<const Finding*> findings;
  std::size_t operations = 0;  // of those entries
};

// Causes with more entries come first, then those whose first entry comes first.
// Precondition: all entries are violated.
std::vector<Cause> causes_of(const std::vector<const Entry*>& violated);

// Why clauses were not exercised, as one line for people.
struct Gap {
  std::string title;  // "no response had the value"
  // What to do, one sentence without a full stop; empty if the title says it (verdict/gap_kind.h).
  std::string advice;
  std::vector<const Entry*> entries;
};

// Gaps with more entries come first. Precondition: all entries are unexercised.
std::vector<Gap> gaps_of(const std::vector<const Entry*>& unexercised);

}  // namespace avouch
