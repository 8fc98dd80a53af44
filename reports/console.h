// SPDX-License-Identifier: MIT
// The report of a run for a terminal or the log of a CI server.
//
//   std::cout << console_report(ledger, {.color = is_terminal, .width = columns});
//
// Prints a summary by operation and kind of clause; causes of violations, with examples, the evidence and a
// command that repeats the request; reasons why clauses are undecided or unexercised; and one closing line.
// Unless verbose, that is at most about a hundred lines for any run. Text from
// outside is escaped. The only control characters are line feeds and, with `color`, our own SGR sequences.
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "verdict/ledger.h"

namespace avouch {

struct ConsoleOptions {
  bool color = false;
  bool verbose = false;   // every clause, and every exchange with its curl command
  bool quiet = false;     // only violated and undecided clauses, and the closing line; `verbose` overrides it
  std::size_t width = 0;  // columns to wrap at; 0: no wrapping. Commands are never wrapped
  std::set<std::string> strict;  // warnings that --strict promotes: "fields", "headers", …
};

std::string console_report(const Ledger& ledger, const ConsoleOptions& options = {});

// Returns only the last line of the report, with its line feed:
// "✗ 61 clauses: 58 hold, 1 violated, 2 unexercised (6 exchanges, 43 ms). The target violates …".
std::string closing_line(const Ledger& ledger, bool color = false);

}  // namespace avouch
