// SPDX-License-Identifier: MIT
// Compares two runs of one contract, or of two versions of it, clause by clause.
//
//   const Difference difference = difference_of(before, after);
//   std::cout << to_text(difference, false);
//   return difference.is_regression() ? 1 : 0;
//
// Pure. The lists point to the entries, which must outlive them.
#pragma once

#include <string>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

struct Difference {
  // Of the later run, in its order.
  std::vector<const Entry*> newly_violated;     // that held, was not exercised or did not exist; not if known
  std::vector<const Entry*> newly_holding;      // that was violated or undecided
  std::vector<const Entry*> newly_unexercised;  // that held or was violated
  std::vector<const Entry*> newly_undecided;
  std::vector<const Entry*> added;  // clauses that the earlier run does not have, except those above
  // Of the earlier run, in its order.
  std::vector<const Entry*> gone;

  bool is_unrelated = false;  // the later run has none of the clauses of the earlier one

  // Whether something got worse: newly violated, newly undecided, newly unexercised, or all gone.
  bool is_regression() const;
};

// A violation that can only warn counts as holding. A known failure is no new violation.
Difference difference_of(const Ledger& before, const Ledger& after);

// Returns a list per kind of difference; a long one is cut unless verbose. Safe to print; ends in a line
// feed.
std::string to_text(const Difference& difference, bool verbose);

}  // namespace avouch
