// SPDX-License-Identifier: MIT
// Reads the JSON report of an earlier run back into a ledger (schemas/report.schema.json).
//
//   Result<Ledger> ledger = read_report("report.json", text);
//
// Members that it does not know are ignored, so a newer report can be read. A report has messages only of
// exchanges that a verdict is about which does not hold. Verdict::evidence is not in a report. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "verdict/ledger.h"

namespace avouch {

// Errors: the text is not JSON, or no report of a run, or lacks a member; the first one, with its line.
Result<Ledger> read_report(const std::string& file, std::string_view text);

// Whether the text is a JSON report of a run, of any version.
bool is_report(std::string_view text);

}  // namespace avouch
