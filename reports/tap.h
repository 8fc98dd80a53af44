// SPDX-License-Identifier: MIT
// The report of a run as TAP 14 (testanything.org), for harnesses that read lines.
//
//   write_file(file, tap_report(ledger));
//
// A clause is a test point. One that was not exercised has the directive SKIP with the reason, a known
// failure has TODO: it is "not ok", and fails nothing. Pure and thread-safe.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

std::string tap_report(const Ledger& ledger);

}  // namespace avouch
