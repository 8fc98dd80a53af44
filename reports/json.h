// SPDX-License-Identifier: MIT
// The run as JSON, for programs: everything that the ledger knows, in a format with a version.
//
//   write_file(file, json_report(ledger));
//
// schemas/report.schema.json describes it. Keys stand in a fixed order and the text is ASCII (other
// characters are \u escapes), so two runs compare line by line and no viewer can be misled; bytes that are
// not UTF-8 become U+FFFD. A new key is no new version; a key that goes, or changes its meaning, is. Pure;
// any thread may call.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

inline constexpr int kReportFormat = 1;

// Ends in a line feed.
std::string json_report(const Ledger& ledger);

}  // namespace avouch
