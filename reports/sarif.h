// SPDX-License-Identifier: MIT
// The report of a run as SARIF 2.1.0 (OASIS), for code scanning: violations at the place of the contract that
// makes the claim.
//
//   write_file(file, run_sarif_report(ledger));
//
// Violations are errors, violations that can only warn are warnings, known ones are suppressed (§3.35), and
// undecided clauses are open (§3.27.9). Clauses that hold or were not exercised are no results.
// schemas/sarif-report.schema.json describes it. ASCII. Pure and thread-safe.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

std::string run_sarif_report(const Ledger& ledger);

}  // namespace avouch
