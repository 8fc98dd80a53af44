// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

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

// What is told of one contract.
struct Proven {
  std::string file;
  std::string title;
  ContractProof proof;
  std::string faults_note;
  std::vector<std::string> faults;
  Errors notes;
};

// `at_once`: contracts that are proven at the same time. They share the jobs, and have no progress line.
Result<Proven> prove_one(const Options& options, std::size_t at_once) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return contract.errors();
  const Interruptible interruptible;
  ProgressLine progress(contract->operations.size(), "operation", "operations",
                        stderr_shows_progress() && !options.quiet && at_once == 1);
  Result<ContractProof> proof = prove(*contract, {.selection = options.selection,
                                                  .jobs = options.jobs / at_once,
                                                  .seed = options.seed.value_or(ProofOptions{}.seed),
                                                  .is_proven = [&](std::size_t) { progress.step(); }});
  if (!proof) return proof.errors();
  const auto unjudged = std::count_if(proof->clauses.begin(), proof->clauses.end(),
                                      [](const ClauseProof& one) { return is_fault_reason(one.why); });
  return Proven{.file = contract->file,
                .title = contract->title,
                .proof = *std::move(proof),
                .faults_note = faults_note(*contract, static_cast<std::size_t>(unjudged)),
                .faults = fault_texts(*contract),
                .notes = contract->notes};
}

// Names one contract by its file and title, several by their number. `named` is 0 for the bundled contract.
void name(Run& run, const Proven& one, std::size_t named) {
  const bool is_alone = named <= 1;
  run.contract = is_alone ? one.file : counted(named, "contract", "contracts");
  run.title = is_alone ? one.title : "";
}

}  // namespace

ExitCode prove(const Options& options, std::ostream& out, std::ostream& err) {
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
  std::atomic<std::size_t> unread = 0;  // contracts after the interruption
  const std::size_t at_once = std::min(contracts_at_once(options), options.jobs);
  std::vector<std::optional<Proven>> each(each_contract(options).size());
  const auto make = [&](const Options& one, std::size_t i) -> Result<void> {
    if (interruption()) {
      ++unread;
      return {};
    }
    Result<Proven> proven = prove_one(one, at_once);
    if (!proven) return proven.errors();
    each[i] = *std::move(proven);
    return {};
  };
  const auto take = [&](std::size_t i) {
    if (!each[i]) return;
    Proven one = *std::exchange(each[i], std::nullopt);
    name(report.run, one, options.contracts.size());
    if (!one.faults_note.empty()) report.run.notes.push_back(std::move(one.faults_note));
    report.run.faults.insert(report.run.faults.end(), one.faults.begin(), one.faults.end());
    noted.insert(noted.end(), one.notes.begin(), one.notes.end());
    if (!options.quiet) {
      for (const ClauseProof& clause : one.proof.clauses) told << proof_text(report, clause, options.verbose);
    }
    report.add(std::move(one.proof));
  };
  if (const Result<void> proven = with_each_contract(options, at_once, make, take); !proven)
    return refuse(proven.errors(), err);
  if (interruption()) {
    report.run.interrupted = true;
    report.run.notes.push_back(
        "the proof was interrupted" +
        (unread == 0 ? "" : "; " + counted(unread.load(), "contract was", "contracts were") + " not read"));
  }
  for (std::string& title : titles_of(noted)) report.run.notes.push_back(std::move(title));
  report.run.elapsed =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - clock);
  told << report.summary();
  if (const Errors unwritten = files.write(out); !unwritten.empty()) return refuse(unwritten, err);
  return report.exit_code();
}

}  // namespace avouch
