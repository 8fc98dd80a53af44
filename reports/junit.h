// SPDX-License-Identifier: MIT
// The report of a run as JUnit XML, for CI servers: one suite per operation, one case per clause. It is valid
// under schemas/junit-report.xsd, the intersection of the two schemas that consumers use.
//
//   write_file(file, junit_report(ledger));
//
// violated: <failure>; undecided: <error>; unexercised: <skipped>. A violated warning passes; its text is in
// the suite's system-out. General limits of the run are in system-err. An exchange serves many clauses: its
// time counts for the first clause that it decided, so the times of all cases add up to the time spent on
// exchanges. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "verdict/ledger.h"

namespace avouch {

// At most about `most_cases` test cases are written. Of more clauses, those of an operation that hold, are
// waived or were not exercised become one case; if the others are still too many, they join it.
std::string limited_junit_report(const Ledger& ledger, std::size_t most_cases);
std::string junit_report(const Ledger& ledger);  // of any number

// Returns `text` with U+FFFD in place of characters that XML 1.0 §2.2 forbids and of bytes that are not
// UTF-8.
std::string xml_text(std::string_view text);

}  // namespace avouch
