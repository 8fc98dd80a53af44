// SPDX-License-Identifier: MIT
// What one exchange, or several together, say of one clause.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clause/clause.h"

namespace avouch {

enum class Outcome {
  holds,        // exercised, and true
  violated,     // exercised, and false
  unexercised,  // nothing that it speaks of was seen: neither a pass nor a failure
  undecided,    // nobody could judge: no answer, a budget ran out
};

// "holds", "violated", "unexercised", "undecided".
std::string_view to_string(Outcome outcome);

// One place where a clause failed. All texts are safe to print: see shown() and in_quotes().
struct Finding {
  std::string where;     // "body /filters/1", "header Access-Control-Allow-Origin", "status"
  std::string seen;      // the value, shortened and escaped
  std::string expected;  // what the documentation wants there

  bool operator==(const Finding&) const = default;
};

// At most this many findings of a verdict are kept; `failures` counts all.
inline constexpr std::size_t kFindingLimit = 10;

struct Verdict {
  Outcome outcome = Outcome::unexercised;
  Severity severity = Severity::violation;  // of a violation; the clause's own goes before a graver one
  std::string reason;             // one sentence without a full stop: why it is so; empty where it holds
  std::vector<Finding> findings;  // where violated, at least one
  std::size_t instances = 0;      // how often the clause was exercised
  std::size_t failures = 0;       // how often it failed
  std::optional<std::size_t> evidence;  // which of the judged exchanges decided, as an index

  bool operator==(const Verdict&) const = default;
};

// One verdict of several, each over its own exchange: violated if any is; else holds if any does; else
// undecided if any is; else unexercised. Counts and findings of those that decided are added up; equal
// findings are one.
Verdict combined(const std::vector<Verdict>& verdicts);

}  // namespace avouch
