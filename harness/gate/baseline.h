// SPDX-License-Identifier: MIT
// Writes the list of known failures of a run, and what it exercised: the state from which a team starts.
//
//   write_file("avouch.waivers.yaml", baseline_text(ledger));
//
// The text is YAML, sorted, and the same for the same verdicts: its difference shows what changed. An entry
// that already waives a violation keeps its reason. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

// The comments of a list of known failures in YAML. YAML has no place for them in its values, but people
// write down there what they know.
struct ListComments {
  std::vector<std::string> top;                              // above the list, without "# "
  std::map<std::size_t, std::vector<std::string>> of_entry;  // by the line where the entry begins
};

// Comments on lines of their own, and behind values. A comment belongs to the entry that it is in, or that
// comes next.
ListComments comments_of(std::string_view yaml);

// Ends in a line feed. A violation that can only warn is no known failure. `old`: the text that the new one
// replaces, in `file`; comments of entries that are kept are kept.
std::string baseline_text(const Ledger& ledger, const std::string& file = {}, std::string_view old = {});

}  // namespace avouch
