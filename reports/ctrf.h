// SPDX-License-Identifier: MIT
// The report of a run in the Common Test Report Format (ctrf.io, version 0.0), for tools that read it.
//
//   write_file(file, ctrf_report(ledger));
//
// A clause is a test: it passed if it holds or can only warn, failed if it is violated, was skipped if it was
// not exercised or is a known failure, and is "other" if it is undecided. ASCII. Pure and thread-safe.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

std::string ctrf_report(const Ledger& ledger);

}  // namespace avouch
