// SPDX-License-Identifier: MIT
// The reports that a ledger can be written as, each to a file: one row each. A new one is a file of its own
// in this room, and a row here; the commands and their options follow.
//
//   for (const Reporter& reporter : reporters()) write_file(file_of(reporter.name), reporter.write(ledger));
//
// Pure; any thread may call.
#pragma once

#include <string>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

struct Reporter {
  const char* name;  // "junit"
  const char* flag;  // the option that names its file, without dashes: "report-junit"
  const char* help;  // what that option does, for --help
  std::string (*write)(const Ledger& ledger);
};

// In the order in which --help has them.
const std::vector<Reporter>& reporters();

}  // namespace avouch
