// SPDX-License-Identifier: MIT
// The result of judging one clause by one or more exchanges.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clause/clause.h"

namespace avouch {

enum class Outcome {
  holds,        // exercised, and true
  violated,     // exercised, and false
  unexercised,  // the run saw nothing that the clause is about: neither a pass nor a failure
  undecided,    // Avouch could not judge it: no response, or a limit was reached
};

// "holds", "violated", "unexercised", "undecided".
std::string_view to_string(Outcome outcome);

// A place in a body with what stands around it, on one line.
struct Excerpt {
  std::string before;  // {"id": 7, "price":
  std::string marked;  // "12.50"; empty: there is no excerpt
  std::string after;   // , "title": "Dune", … 2 more}

  bool operator==(const Excerpt&) const = default;
};

// One place where a clause failed. All texts are safe to print: see shown() and in_quotes().
struct Finding {
  std::string where;     // "body /filters/1", "header Access-Control-Allow-Origin", "status"
  std::string seen;      // the value, shortened and escaped
  std::string expected;  // what the documentation requires there
  Excerpt excerpt = {};  // of a body

  // Whether they say the same: what stands around the place does not count.
  bool operator==(const Finding& other) const {
    return where == other.where && seen == other.seen && expected == other.expected;
  }
};

// A verdict keeps at most this many findings; `failures` counts all.
inline constexpr std::size_t kFindingLimit = 10;

struct Verdict {
  Outcome outcome = Outcome::unexercised;
  Severity severity = Severity::violation;  // of a violation; cannot raise a clause of severity warning
  std::string reason;                       // why: one sentence without a full stop; empty if it holds
  std::vector<Finding> findings;            // at least one if violated
  std::size_t instances = 0;                // how often the clause was exercised
  std::size_t failures = 0;                 // how often it failed
  std::optional<std::size_t> evidence;      // index of the deciding exchange among the judged ones

  bool operator==(const Verdict&) const = default;
};

// Whether the verdict has a finding for each failure. A failure without one may be another fault.
bool keeps_every_finding(const Verdict& verdict);

// Returns what was seen, without the name of the header that `where` names already: "-1" for
// "header Access-Control-Max-Age" and "Access-Control-Max-Age: -1".
std::string_view value_seen(const Finding& finding);

// The same with its place, as in "header ETag: absent"; without the place if `said`, a text that stands
// above, names that header already.
std::string place_and_value(const Finding& finding, std::string_view said);

// Combines verdicts on one clause, each from its own exchange: violated if any is; else undecided if any is,
// because what could not be judged may be a violation; else holds if any does; else unexercised. Adds the
// counts and findings of the deciding verdicts; equal findings are merged.
Verdict combined(const std::vector<Verdict>& verdicts);

// The same, but one that holds outweighs an undecided verdict that does not count.
Verdict combined(const std::vector<Verdict>& verdicts,
                 const std::function<bool(const Verdict& undecided)>& counts);

}  // namespace avouch
