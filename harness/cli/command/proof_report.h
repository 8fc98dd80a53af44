// SPDX-License-Identifier: MIT
// How a proof is told: as a ledger, for the reports that a run has; as JSON, with all that it knows; and what
// it comes to.
//
//   ProofReport report{.run = facts, .allow_unproven = options.allow_unproven};
//   report.add(proof);
//   std::cout << report.summary();
//   write_file(options.report_junit, junit_report(report.ledger()));
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "prove/proof.h"
#include "verdict/ledger.h"

namespace avouch {

// Of one contract or of several.
struct ProofReport {
  Run run;
  std::vector<std::string> allow_unproven;  // globs
  std::vector<ClauseProof> clauses = {};
  std::size_t conformant = 0;
  SecondOpinions second = {};

  void add(ContractProof proof);

  // Missed and flagged clauses are never excused.
  bool is_excused(const ClauseProof& proof) const;
  // Proven holds, excused is unexercised, missed and flagged are undecided, the rest is violated.
  Ledger ledger() const;
  // schemas/proof.schema.json describes it. ASCII; ends in a line feed.
  std::string json() const;
  // A count of each finding, one sentence, and what the second validator said; a line each.
  std::string summary() const;
  ExitCode exit_code() const;
};

// What the two judged differently, a paragraph for each; empty where nothing.
std::string disagreement_text(const SecondOpinions& second);

// A line for a terminal, below it the survivors where `verbose`; empty where it is proven and not `verbose`.
std::string proof_text(const ProofReport& report, const ClauseProof& proof, bool verbose);

}  // namespace avouch
