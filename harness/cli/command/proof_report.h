// SPDX-License-Identifier: MIT
// Reports a proof: as a ledger for the reports of a run, as JSON with all details, and as a summary with an
// exit code.
//
//   ProofReport report{.run = facts, .allow_unproven = options.allow_unproven};
//   report.add(proof);
//   std::cout << report.summary();
//   const ReportContent content = report.written_by(reporter);
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "prove/proof.h"
#include "reports/reporters.h"
#include "verdict/ledger.h"

namespace avouch {

// The proof of one or more contracts.
struct ProofReport {
  Run run;
  std::vector<std::string> allow_unproven;  // globs
  ReportLimits limits = {};
  std::vector<ClauseProof> clauses = {};
  std::size_t conformant = 0;
  SecondOpinions second = {};

  void add(ContractProof proof);

  // Returns whether --allow-unproven excuses the clause. Missed and flagged clauses are never excused.
  bool is_excused(const ClauseProof& proof) const;
  // Maps findings to outcomes: proven to holds, excused to unexercised, missed and flagged to undecided,
  // others to violated.
  Ledger ledger() const;
  // The JSON that schemas/proof.schema.json describes, as a whole and in parts. ASCII; ends in a line feed.
  std::string json() const;
  void write_json(const TextSink& sink) const;
  // Returns the ledger as that reporter writes it. The JSON report is json(), because a ledger has no
  // mutants. This report must outlive what is returned.
  ReportContent written_by(const Reporter& reporter) const;
  // Returns one line each: the count of each finding, the notes, a closing sentence, the second opinions.
  std::string summary() const;
  ExitCode exit_code() const;
};

// Returns a paragraph per disagreement of the two validators; empty if there is none.
std::string disagreement_text(const SecondOpinions& second);

// Returns one line for a terminal and, if `verbose`, the survivors below it. Empty for a proven clause unless
// `verbose`.
std::string proof_text(const ProofReport& report, const ClauseProof& proof, bool verbose);

}  // namespace avouch
