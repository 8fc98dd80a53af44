// SPDX-License-Identifier: MIT
// Writes the list of known failures of a run, and what it exercised: the state from which a team starts.
//
//   write_file("avouch.waivers.yaml", baseline_text(ledger));
//
// The text is YAML, sorted, and the same for the same verdicts: its difference shows what changed. An entry
// that already waives a violation keeps its reason. Pure.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

// Ends in a line feed. A violation that can only warn is no known failure.
std::string baseline_text(const Ledger& ledger);

}  // namespace avouch
