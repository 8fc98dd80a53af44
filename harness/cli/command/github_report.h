// SPDX-License-Identifier: MIT
// --report-github: prints the annotations of a run, and appends its summary to the file that GitHub names.
//
//   if (const Result<void> told = tell_github(options, ledger, out); !told) return refuse(told.errors(),
//   err);
#pragma once

#include <iosfwd>

#include "base/result.h"
#include "cli/option/options.h"
#include "verdict/ledger.h"

namespace avouch {

// Does nothing unless the options ask for it. Errors: the file of GITHUB_STEP_SUMMARY cannot be written.
Result<void> tell_github(const Options& options, const Ledger& ledger, std::ostream& out);

}  // namespace avouch
