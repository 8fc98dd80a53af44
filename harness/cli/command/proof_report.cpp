// SPDX-License-Identifier: MIT
#include "cli/command/proof_report.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/glob.h"
#include "base/text.h"
#include "reports/clock.h"
#include "reports/json.h"

namespace avouch {
namespace {

constexpr ClauseProof::Finding kFindings[] = {
    ClauseProof::Finding::proven, ClauseProof::Finding::empty_claim,  ClauseProof::Finding::unreachable,
    ClauseProof::Finding::masked, ClauseProof::Finding::out_of_reach, ClauseProof::Finding::missed,
    ClauseProof::Finding::flagged};

bool is_defect(ClauseProof::Finding finding) {
  return finding == ClauseProof::Finding::missed || finding == ClauseProof::Finding::flagged;
}

struct ProofCounts {
  std::map<ClauseProof::Finding, std::size_t> found;
  std::size_t excused = 0;
  std::size_t mutants = 0;
  std::size_t killed = 0;

  std::size_t of(ClauseProof::Finding finding) const {
    const auto counted_ones = found.find(finding);
    return counted_ones == found.end() ? 0 : counted_ones->second;
  }
  std::size_t defects() const { return of(ClauseProof::Finding::missed) + of(ClauseProof::Finding::flagged); }
};

ProofCounts counts_of(const ProofReport& report) {
  ProofCounts counts;
  for (const ClauseProof& one : report.clauses) {
    ++counts.found[one.finding];
    counts.mutants += one.mutants;
    counts.killed += one.killed;
    if (report.is_excused(one)) ++counts.excused;
  }
  return counts;
}

Outcome outcome_of(const ProofReport& report, const ClauseProof& proof) {
  if (proof.finding == ClauseProof::Finding::proven) return Outcome::holds;
  if (is_defect(proof.finding)) return Outcome::undecided;
  return report.is_excused(proof) ? Outcome::unexercised : Outcome::violated;
}

std::string reason_of(const ClauseProof& proof) {
  if (proof.finding == ClauseProof::Finding::proven) return {};
  return std::string(to_string(proof.finding)) + ": " + printable(proof.why);
}

// Reports what made the clause fail; otherwise what did not.
Verdict verdict_of(const ProofReport& report, const ClauseProof& proof) {
  Verdict verdict{.outcome = outcome_of(report, proof), .reason = reason_of(proof)};
  if (proof.finding == ClauseProof::Finding::proven) {
    for (const std::string& example : proof.examples)
      verdict.findings.push_back({.where = "answer", .seen = printable(example), .expected = {}});
    verdict.failures = proof.killed;
  } else {
    for (const Survivor& survivor : proof.survivors) {
      if (verdict.findings.size() == kFindingLimit) break;
      verdict.findings.push_back(
          {.where = printable(survivor.what), .seen = printable(survivor.why), .expected = {}});
    }
    verdict.failures = proof.survivors.size();
  }
  return verdict;
}

std::string broken_answers(const ProofCounts& counts) {
  return std::to_string(counts.killed) + " of " + counted(counts.mutants, "broken answer", "broken answers") +
         " made exactly their clause fail";
}

nlohmann::json to_json(const ProofReport& report, const ClauseProof& proof) {
  nlohmann::json survivors = nlohmann::json::array();
  for (const Survivor& survivor : proof.survivors)
    survivors.push_back({{"what", survivor.what}, {"why", survivor.why}});
  return {{"coordinate", proof.clause.coordinate},
          {"claim", proof.clause.claim},
          {"contract",
           {{"file", proof.clause.place.file},
            {"pointer", proof.clause.place.pointer},
            {"line", proof.clause.place.line}}},
          {"documentation", proof.clause.documentation},
          {"finding", to_string(proof.finding)},
          {"excused", report.is_excused(proof)},
          {"why", proof.why},
          {"mutants", proof.mutants},
          {"killed", proof.killed},
          {"examples", proof.examples},
          {"survivors", std::move(survivors)}};
}

}  // namespace

void ProofReport::add(ContractProof proof) {
  conformant += proof.conformant;
  std::move(proof.clauses.begin(), proof.clauses.end(), std::back_inserter(clauses));
}

bool ProofReport::is_excused(const ClauseProof& proof) const {
  if (proof.finding == ClauseProof::Finding::proven || is_defect(proof.finding)) return false;
  return std::any_of(allow_unproven.begin(), allow_unproven.end(),
                     [&](const std::string& glob) { return glob_matches(glob, proof.clause.coordinate); });
}

Ledger ProofReport::ledger() const {
  Ledger ledger{.run = run};
  ledger.run.question = Question::can_it_fail;
  ledger.run.notes.push_back(broken_answers(counts_of(*this)) + "; " +
                             counted(conformant, "conforming one", "conforming ones") + " were judged too");
  for (const ClauseProof& one : clauses) {
    Entry entry{.clause = one.clause, .verdict = verdict_of(*this, one)};
    // Drift is only a warning in a run, but it must be proven like other clauses.
    entry.clause.severity = Severity::violation;
    ledger.entries.push_back(std::move(entry));
  }
  return ledger;
}

std::string ProofReport::json() const {
  const ProofCounts counts = counts_of(*this);
  nlohmann::json found = nlohmann::json::object();
  for (const ClauseProof::Finding finding : kFindings)
    found[std::string(to_string(finding))] = counts.of(finding);
  nlohmann::json listed = nlohmann::json::array();
  for (const ClauseProof& one : clauses) listed.push_back(to_json(*this, one));
  const nlohmann::json document = {{"format", "avouch-proof"},
                                   {"format_version", kReportFormat},
                                   {"run",
                                    {{"version", run.version},
                                     {"contract", run.contract},
                                     {"title", run.title},
                                     {"started", utc_timestamp(run.started) + "Z"},
                                     {"elapsed_us", run.elapsed.count()}}},
                                   {"tally",
                                    {{"clauses", clauses.size()},
                                     {"findings", std::move(found)},
                                     {"excused", counts.excused},
                                     {"mutants", counts.mutants},
                                     {"killed", counts.killed},
                                     {"conformant", conformant}}},
                                   {"clauses", std::move(listed)}};
  return document.dump(2, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string ProofReport::written_by(const Reporter& reporter) const {
  return std::string_view(reporter.name) == "json" ? json() : reporter.write(ledger());
}

std::string ProofReport::summary() const {
  const ProofCounts counts = counts_of(*this);
  std::string text;
  for (const ClauseProof::Finding finding : kFindings) {
    if (counts.of(finding) == 0) continue;
    std::string name(to_string(finding));
    name.resize(14, ' ');
    text += "  " + name + std::to_string(counts.of(finding)) + "\n";
  }
  for (const std::string& note : run.notes) text += "note: " + printable(note) + "\n";
  const std::size_t proven = counts.of(ClauseProof::Finding::proven);
  const std::size_t unproven = clauses.size() - proven;
  text += std::string(!clauses.empty() && unproven == counts.excused ? "✓ " : "○ ") +
          counted(clauses.size(), "clause", "clauses") + ": " + std::to_string(proven) + " proven, " +
          std::to_string(unproven) + " unproven";
  if (counts.excused > 0) text += " (" + std::to_string(counts.excused) + " of them excused)";
  text += ". " + broken_answers(counts) + "; " + counted(conformant, "conforming one", "conforming ones") +
          (counts.of(ClauseProof::Finding::flagged) == 0 ? " made none.\n" : ".\n");
  if (counts.defects() > 0)
    text +=
        "A clause that is missed or flagged is a defect of Avouch: please report it, with the contract.\n";
  return text;
}

ExitCode ProofReport::exit_code() const {
  const ProofCounts counts = counts_of(*this);
  if (counts.defects() > 0) return ExitCode::undecided;
  if (clauses.empty()) return ExitCode::unexercised;
  const std::size_t unproven = clauses.size() - counts.of(ClauseProof::Finding::proven);
  return unproven == counts.excused ? ExitCode::holds : ExitCode::violated;
}

std::string proof_text(const ProofReport& report, const ClauseProof& proof, bool verbose) {
  if (proof.finding == ClauseProof::Finding::proven) {
    if (!verbose) return {};
    std::string text =
        "✓ " + printable(proof.clause.coordinate) + ": " + counted(proof.killed, "answer", "answers");
    if (!proof.examples.empty()) text += ", such as: " + printable(proof.examples.front());
    return text + "\n";
  }
  const char* sign = is_defect(proof.finding) ? "✗ " : report.is_excused(proof) ? "· " : "○ ";
  std::string text = sign + printable(proof.clause.coordinate) + ": " +
                     std::string(to_string(proof.finding)) + ", " + printable(proof.why) + "\n";
  if (!verbose) return text;
  for (const Survivor& survivor : proof.survivors)
    text += "    " + printable(survivor.what) + ": " + printable(survivor.why) + "\n";
  return text;
}

}  // namespace avouch
