// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <ostream>
#include <string>
#include <utility>

#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/proof_report.h"
#include "cli/command/report_files.h"
#include "cli/interruption.h"
#include "cli/terminal.h"
#include "prove/proof.h"
#include "run/notes.h"

namespace avouch {
namespace {

Result<ContractProof> prove_one(const Contract& contract, const Options& options) {
  ProgressLine progress(contract.operations.size(), "operation", "operations",
                        stderr_shows_progress() && !options.quiet);
  return prove(contract, {.selection = options.selection,
                          .jobs = options.jobs,
                          .seed = options.seed.value_or(ProofOptions{}.seed),
                          .is_proven = [&](std::size_t) { progress.step(); }});
}

// Names one contract by its file and title, several by their number. `named` is 0 for the bundled contract.
void name(Run& run, const Contract& contract, std::size_t named) {
  const bool is_alone = named <= 1;
  run.contract = is_alone ? contract.file : counted(named, "contract", "contracts");
  run.title = is_alone ? contract.title : "";
}

}  // namespace

ExitCode prove(const Options& options, std::ostream& out, std::ostream& err) {
  end_on_signal();
  const auto clock = std::chrono::steady_clock::now();
  ProofReport report{.run = {.version = AVOUCH_VERSION,
                             .hostname = this_host(),
                             .started = std::chrono::system_clock::now()},
                     .allow_unproven = options.allow_unproven,
                     .limits = options.report_limits};
  if (options.seed) report.run.notes.push_back("bodies are those of --seed " + std::to_string(*options.seed));
  const ReportFiles files(
      report_files(options.reports, [&](const Reporter& reporter) { return report.written_by(reporter); }));
  if (const Errors errors = files.unwritable(); !errors.empty()) return refuse(errors, err);
  std::ostream& told = files.takes_output() ? err : out;
  Errors noted;
  std::size_t unread = 0;  // contracts after the interruption
  const auto add = [&](const Options& one) -> Result<void> {
    if (interruption()) {
      ++unread;
      return {};
    }
    const Result<Contract> contract = contract_of(one);
    if (!contract) return contract.errors();
    const Interruptible interruptible;
    Result<ContractProof> proof = prove_one(*contract, options);
    if (!proof) return proof.errors();
    name(report.run, *contract, options.contracts.size());
    const auto unjudged =
        std::count_if(proof->clauses.begin(), proof->clauses.end(),
                      [](const ClauseProof& proven) { return is_fault_reason(proven.why); });
    if (std::string faults = faults_note(*contract, static_cast<std::size_t>(unjudged)); !faults.empty())
      report.run.notes.push_back(std::move(faults));
    const std::vector<std::string> faults = fault_texts(*contract);
    report.run.faults.insert(report.run.faults.end(), faults.begin(), faults.end());
    noted.insert(noted.end(), contract->notes.begin(), contract->notes.end());
    if (!options.quiet) {
      for (const ClauseProof& clause : proof->clauses) told << proof_text(report, clause, options.verbose);
    }
    report.add(*std::move(proof));
    return {};
  };
  if (const Result<void> proven = with_each_contract(options, add); !proven)
    return refuse(proven.errors(), err);
  if (interruption()) {
    report.run.interrupted = true;
    report.run.notes.push_back(
        "the proof was interrupted" +
        (unread == 0 ? "" : "; " + counted(unread, "contract was", "contracts were") + " not read"));
  }
  for (std::string& title : titles_of(noted)) report.run.notes.push_back(std::move(title));
  report.run.elapsed =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - clock);
  told << report.summary();
  if (const Errors unwritten = files.write(out); !unwritten.empty()) return refuse(unwritten, err);
  return report.exit_code();
}

}  // namespace avouch
