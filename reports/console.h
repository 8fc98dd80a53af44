// SPDX-License-Identifier: MIT
// The run as a person reads it in a terminal or in the log of a CI server.
//
//   std::cout << console_report(ledger, {.color = is_terminal, .width = columns});
//
// A summary by operation and kind of clause; what is violated, with the evidence and a command that repeats
// the request; what could not be judged or exercised, with the reason; and one closing line. Everything that
// came from outside is escaped; the only control characters are line feeds and, with `color`, SGR sequences
// of our own. Pure; any thread may call.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "verdict/ledger.h"

namespace avouch {

struct ConsoleOptions {
  bool color = false;
  bool verbose = false;   // every clause, and every exchange with its curl command
  bool quiet = false;     // only what is violated or undecided, and the closing line; `verbose` goes before
  std::size_t width = 0;  // columns to wrap at, 0 for none; commands are never wrapped
  std::set<std::string> strict;  // the warnings that were promoted: "fields", "headers", …
};

std::string console_report(const Ledger& ledger, const ConsoleOptions& options = {});

// The last line of the report alone, with its line feed:
// "✗ 61 clauses: 58 hold, 1 violated, 2 unexercised (6 exchanges, 43 ms). The target breaks …".
std::string closing_line(const Ledger& ledger, bool color = false);

}  // namespace avouch
