// SPDX-License-Identifier: MIT
#include "cli/command/baseline_file.h"

#include "base/file.h"
#include "base/text.h"
#include "gate/baseline.h"

namespace avouch {

std::string baseline_over(const std::string& file, const Ledger& ledger) {
  if (file.empty() || !file_exists(file)) return baseline_text(ledger);
  const Result<std::string> old = read_file(file);
  return old ? baseline_text(ledger, file, *old) : baseline_text(ledger);
}

std::string baseline_told(const std::string& file, const Ledger& ledger) {
  const Tally tally = ledger.tally();
  return "wrote " + counted(tally.violated + tally.waived, "known failure", "known failures") + " and " +
         counted(tally.exercised(), "exercised clause", "exercised clauses") + " to " + printable(file) +
         "\n";
}

}  // namespace avouch
