// SPDX-License-Identifier: MIT
// Formats findings of lint as SARIF 2.1.0 (OASIS). Code hosts show them beside the lines.
//
//   write_file("lint.sarif", lint_sarif(*lint(contract), {}, "0.1.0"));
//
// Every result has a physical location with a line. ASCII, keys in a fixed order. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "lint/lint.h"

namespace avouch {

// `errors` are the reasons why documents could not be read. They become tool notifications (§3.20.21), and
// mark the run as unsuccessful. `version` is Avouch's version. The text ends in a line feed.
std::string lint_sarif(const std::vector<LintFinding>& findings, const Errors& errors,
                       const std::string& version);

}  // namespace avouch
