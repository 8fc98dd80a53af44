// SPDX-License-Identifier: MIT
// The run as JUnit XML, for CI servers: a suite an operation, a case a clause. It is valid under
// schemas/junit-report.xsd, which is the intersection of the two schemas that consumers check against.
//
//   write_file(file, junit_report(ledger));
//
// violated: <failure>; undecided: <error>; unexercised: <skipped>; a violated warning passes, and its text
// stands in the suite's system-out. What the run as a whole could not judge stands in system-err. An exchange
// serves many clauses: its time is counted at the first one that it decided, so that the times of all cases
// add up to the time spent on exchanges. Pure; any thread may call.
#pragma once

#include <string>
#include <string_view>

#include "verdict/ledger.h"

namespace avouch {

std::string junit_report(const Ledger& ledger);

// `text` with every character that XML 1.0 §2.2 forbids, and every byte that is not UTF-8, replaced by
// U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace avouch
