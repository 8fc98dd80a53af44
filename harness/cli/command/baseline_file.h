// SPDX-License-Identifier: MIT
// The baseline as a file: run, merge and baseline write it.
#pragma once

#include <string>

#include "base/result.h"
#include "verdict/ledger.h"

namespace avouch {

// The baseline that replaces the file, which need not exist yet, with the comments of its entries.
std::string baseline_over(const std::string& file, const Ledger& ledger);

// Why the file must not be replaced: it exists, and is no list of known failures. Empty if it may be.
Errors not_a_baseline(const std::string& file);

// Why no baseline is written of the run: it judged only a part of the clauses, or exercised none. A baseline
// of that would lose what the file holds of the rest. Empty if one is.
Errors without_baseline(const std::string& file, const Ledger& ledger);

// "wrote 2 known failures and 40 exercised clauses to FILE". Ends in a line feed; safe to print.
std::string baseline_told(const std::string& file, const Ledger& ledger);

}  // namespace avouch
