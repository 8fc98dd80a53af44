// SPDX-License-Identifier: MIT
#include <ostream>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "cli/command/baseline_file.h"
#include "cli/command/commands.h"
#include "gate/baseline.h"

namespace avouch {

ExitCode baseline(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Ledger> ledger = report_of(options.report_files.front());
  if (!ledger) return refuse(ledger.errors(), err);
  if (const Errors errors = without_baseline(options.report_files.front(), *ledger); !errors.empty())
    return refuse(errors, err);
  if (const Errors errors = not_a_baseline(options.output); !errors.empty()) return refuse(errors, err);
  const std::string text = baseline_over(options.output, *ledger);
  if (options.output.empty()) {
    out << text;
    return ExitCode::holds;
  }
  if (const Result<void> written = write_file(options.output, text); !written)
    return refuse(written.errors(), err);
  out << baseline_told(options.output, *ledger);
  return ExitCode::holds;
}

}  // namespace avouch
