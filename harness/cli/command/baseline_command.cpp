// SPDX-License-Identifier: MIT
#include <ostream>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "cli/command/commands.h"
#include "gate/baseline.h"

namespace avouch {

ExitCode baseline(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Ledger> ledger = report_of(options.report_files.front());
  if (!ledger) return refuse(ledger.errors(), err);
  const std::string text = baseline_text(*ledger);
  if (options.output.empty()) {
    out << text;
    return ExitCode::holds;
  }
  if (const Result<void> written = write_file(options.output, text); !written)
    return refuse(written.errors(), err);
  const Tally tally = ledger->tally();
  out << "wrote " << counted(tally.violated + tally.waived, "known failure", "known failures") << " to "
      << printable(options.output) << '\n';
  return ExitCode::holds;
}

}  // namespace avouch
