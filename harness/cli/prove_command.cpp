// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "base/file.h"
#include "base/glob.h"
#include "base/text.h"
#include "cli/commands.h"
#include "prove/proof.h"

namespace avouch {
namespace {

using Finding = ClauseProof::Finding;

constexpr std::array kFindings = {Finding::proven, Finding::empty_claim,  Finding::unreachable,
                                  Finding::masked, Finding::out_of_reach, Finding::missed,
                                  Finding::flagged};

bool is_defect(Finding finding) {
  return finding == Finding::missed || finding == Finding::flagged;
}

bool is_excused(const ClauseProof& proof, const std::vector<std::string>& globs) {
  return !is_defect(proof.finding) && std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return glob_matches(glob, proof.clause.coordinate);
  });
}

// What the proofs of all contracts come to.
struct ProofTally {
  std::map<Finding, std::size_t> found;
  std::size_t clauses = 0;
  std::size_t excused = 0;
  std::size_t mutants = 0;
  std::size_t killed = 0;
  std::size_t conformant = 0;

  std::size_t of(Finding finding) const {
    const auto counted_ones = found.find(finding);
    return counted_ones == found.end() ? 0 : counted_ones->second;
  }
  std::size_t defects() const { return of(Finding::missed) + of(Finding::flagged); }
};

void add(ProofTally& tally, const ContractProof& proof, const Options& options) {
  tally.conformant += proof.conformant;
  for (const ClauseProof& one : proof.clauses) {
    ++tally.clauses;
    ++tally.found[one.finding];
    tally.mutants += one.mutants;
    tally.killed += one.killed;
    if (one.finding != Finding::proven && is_excused(one, options.allow_unproven)) ++tally.excused;
  }
}

void print(const ClauseProof& proof, const Options& options, std::ostream& out) {
  if (proof.finding == Finding::proven) {
    if (!options.verbose) return;
    out << "✓ " << proof.clause.coordinate << ": " << counted(proof.killed, "answer", "answers");
    if (!proof.examples.empty()) out << ", such as: " << printable(proof.examples.front());
    out << '\n';
    return;
  }
  const char* sign = is_defect(proof.finding)                    ? "✗ "
                     : is_excused(proof, options.allow_unproven) ? "· "
                                                                 : "○ ";
  out << sign << proof.clause.coordinate << ": " << to_string(proof.finding) << ", " << printable(proof.why)
      << '\n';
  if (options.verbose) {
    for (const std::string& survivor : proof.survivors) out << "    " << printable(survivor) << '\n';
  }
}

void print(const ProofTally& tally, std::ostream& out) {
  for (const Finding finding : kFindings) {
    if (tally.of(finding) == 0) continue;
    std::string name(to_string(finding));
    name.resize(14, ' ');
    out << "  " << name << tally.of(finding) << '\n';
  }
  const std::size_t unproven = tally.clauses - tally.of(Finding::proven);
  out << (tally.clauses > 0 && unproven == tally.excused ? "✓ " : "○ ")
      << counted(tally.clauses, "clause", "clauses") << ": " << tally.of(Finding::proven) << " proven, "
      << unproven << " unproven";
  if (tally.excused > 0) out << " (" << tally.excused << " of them excused)";
  out << ". " << tally.killed << " of " << counted(tally.mutants, "broken answer", "broken answers")
      << " made exactly their clause fail; " << counted(tally.conformant, "conforming one", "conforming ones")
      << (tally.of(Finding::flagged) == 0 ? " made none.\n" : ".\n");
  if (tally.defects() > 0) {
    out << "A clause that is missed or flagged is a defect of Avouch: please report it, with the contract.\n";
  }
}

nlohmann::json to_json(const ClauseProof& proof, const Options& options) {
  return {{"coordinate", proof.clause.coordinate},
          {"claim", proof.clause.claim},
          {"contract",
           {{"file", proof.clause.place.file},
            {"pointer", proof.clause.place.pointer},
            {"line", proof.clause.place.line}}},
          {"finding", to_string(proof.finding)},
          {"excused", proof.finding != Finding::proven && is_excused(proof, options.allow_unproven)},
          {"why", proof.why},
          {"mutants", proof.mutants},
          {"killed", proof.killed},
          {"examples", proof.examples},
          {"survivors", proof.survivors}};
}

nlohmann::json to_json(const ProofTally& tally, nlohmann::json clauses) {
  nlohmann::json found = nlohmann::json::object();
  for (const Finding finding : kFindings) found[std::string(to_string(finding))] = tally.of(finding);
  return {{"avouch", AVOUCH_VERSION},
          {"proof",
           {{"clauses", tally.clauses},
            {"findings", std::move(found)},
            {"excused", tally.excused},
            {"mutants", tally.mutants},
            {"killed", tally.killed},
            {"conformant", tally.conformant}}},
          {"clauses", std::move(clauses)}};
}

ExitCode exit_code(const ProofTally& tally) {
  if (tally.defects() > 0) return ExitCode::undecided;
  if (tally.clauses == 0) return ExitCode::unexercised;
  const std::size_t unproven = tally.clauses - tally.of(Finding::proven);
  return unproven == tally.excused ? ExitCode::holds : ExitCode::violated;
}

}  // namespace

ExitCode prove(const Options& options, std::ostream& out, std::ostream& err) {
  if (!options.report_json.empty()) {
    if (const Result<void> possible = check_writable(options.report_json); !possible)
      return refuse(possible.errors(), err);
  }
  ProofTally tally;
  nlohmann::json clauses = nlohmann::json::array();
  Errors errors;
  for (const Options& one : each_contract(options)) {
    const Result<Contract> contract = contract_of(one);
    if (!contract) {
      errors.insert(errors.end(), contract.errors().begin(), contract.errors().end());
      continue;
    }
    const Result<ContractProof> proof =
        prove(*contract, {.selection = options.selection, .jobs = options.jobs});
    if (!proof) {
      errors.insert(errors.end(), proof.errors().begin(), proof.errors().end());
      continue;
    }
    add(tally, *proof, options);
    for (const ClauseProof& clause : proof->clauses) {
      if (!options.quiet) print(clause, options, out);
      if (!options.report_json.empty()) clauses.push_back(to_json(clause, options));
    }
  }
  if (!errors.empty()) return refuse(errors, err);
  print(tally, out);
  if (!options.report_json.empty()) {
    const std::string text =
        to_json(tally, std::move(clauses)).dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    if (const Result<void> written = write_file(options.report_json, text + "\n"); !written)
      return refuse(written.errors(), err);
  }
  return exit_code(tally);
}

}  // namespace avouch
