// SPDX-License-Identifier: MIT
// Findings as SARIF 2.1.0 (OASIS), for code hosts that show them beside the lines.
//
//   write_file("lint.sarif", sarif_report(*lint(contract), "0.1.0"));
//
// Every result has a physical location with a line. ASCII, keys in a fixed order. Pure; any thread may call.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "lint/lint.h"

namespace avouch {

// `errors` are what kept documents from being read: notifications of the tool (§3.20.21), and a run that did
// not succeed. `version` is Avouch's. Ends in a line feed.
std::string sarif_report(const std::vector<LintFinding>& findings, const Errors& errors,
                         const std::string& version);

}  // namespace avouch
