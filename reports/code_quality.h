// SPDX-License-Identifier: MIT
// The report of a run as GitLab's Code Quality JSON, which merge requests show beside the contract's lines.
//
//   write_file(file, code_quality_report(ledger));
//
// Violations are major, violations that can only warn are minor, known ones are info; a violation of a
// security clause is critical. ASCII. Pure and thread-safe.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

std::string code_quality_report(const Ledger& ledger);

}  // namespace avouch
