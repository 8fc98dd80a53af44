// SPDX-License-Identifier: MIT
// The baseline as a file: run, merge and baseline write it.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

// The baseline that replaces the file, which need not exist yet, with the comments of its entries.
std::string baseline_over(const std::string& file, const Ledger& ledger);

// "wrote 2 known failures and 40 exercised clauses to FILE". Ends in a line feed; safe to print.
std::string baseline_told(const std::string& file, const Ledger& ledger);

}  // namespace avouch
