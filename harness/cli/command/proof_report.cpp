// SPDX-License-Identifier: MIT
#include "cli/command/proof_report.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "base/glob.h"
#include "base/text.h"
#include "reports/json.h"
#include "reports/json_text.h"
#include "reports/json_writer.h"

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
    if (one.same_as.empty()) {  // the mutants of others are counted there
      counts.mutants += one.mutants;
      counts.killed += one.killed;
    }
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

// "97.5 %": rounded down, so that 100 % means all.
std::string percent(std::size_t part, std::size_t whole) {
  const std::size_t thousandths = part * 1'000 / whole;
  return std::to_string(thousandths / 10) + "." + std::to_string(thousandths % 10) + " %";
}

std::string broken_answers(const ProofCounts& counts) {
  return std::to_string(counts.killed) + " of " +
         counted(counts.mutants, "broken response", "broken responses") + " made exactly their clause fail";
}

void add_json(JsonWriter& to, std::string_view name, const nlohmann::json& value) {
  to.add(name, json_part(value.dump(2, ' ', true, nlohmann::json::error_handler_t::replace)));
}

void write_clause(JsonWriter& to, const ClauseProof& proof, bool is_excused) {
  const Clause& clause = *proof.clause;
  nlohmann::json survivors = nlohmann::json::array();
  for (const Survivor& survivor : proof.survivors)
    survivors.push_back({{"what", survivor.what}, {"why", survivor.why}});
  to.add_text("coordinate", clause.coordinate);
  to.add_text("claim", clause.claim);
  add_json(to, "contract",
           {{"file", clause.place->file}, {"pointer", clause.place->pointer}, {"line", clause.place->line}});
  to.add_text("documentation", clause.documentation);
  to.add_text("finding", to_string(proof.finding));
  to.add("excused", is_excused ? "true" : "false");
  to.add_text("why", proof.why);
  to.add_number("mutants", proof.mutants);
  to.add_number("killed", proof.killed);
  add_json(to, "examples", proof.examples);
  to.add_text("through", proof.through);
  to.add_text("same_as", proof.same_as);
  add_json(to, "survivors", survivors);
}

nlohmann::json to_json(const Disagreement& one) {
  return {{"operation", one.operation},
          {"answer", one.answer},
          {"what", one.what},
          {"body", one.body},
          {"avouch", one.avouch},
          {"second", one.second},
          {"contract", {{"file", one.place.file}, {"pointer", one.place.pointer}, {"line", one.place.line}}}};
}

nlohmann::json to_json(const SecondOpinions& second) {
  nlohmann::json skipped = nlohmann::json::array();
  for (const auto& [rule, bodies] : second.skipped) {
    const OpinionRuleText text = text_of(rule);
    skipped.push_back({{"rule", text.name}, {"section", text.section}, {"bodies", bodies}});
  }
  nlohmann::json disagreements = nlohmann::json::array();
  for (const Disagreement& one : second.disagreements) disagreements.push_back(to_json(one));
  return {{"bodies", second.bodies},
          {"without", second.without()},
          {"skipped", std::move(skipped)},
          {"disagreed", second.disagreed},
          {"disagreements", std::move(disagreements)}};
}

// Empty where no body was made.
std::string second_sentence(const SecondOpinions& second) {
  if (second.bodies + second.without() == 0) return {};
  const std::size_t agreed = second.bodies - second.disagreed;
  std::string text = "A second validator judged " + counted(second.bodies, "body", "bodies") + ": " +
                     std::to_string(agreed) + " as Avouch did";
  if (second.disagreed > 0) text += ", " + std::to_string(second.disagreed) + " otherwise";
  if (second.without() == 0) return text + ".";
  std::string rules;
  for (const auto& [rule, bodies] : second.skipped)
    rules += (rules.empty() ? "" : ", ") + std::string(text_of(rule).name) + " " + std::to_string(bodies);
  return text + "; it was not asked about " + std::to_string(second.without()) + " (" + rules + ").";
}

}  // namespace

std::string disagreement_text(const SecondOpinions& second) {
  std::string text;
  for (const Disagreement& one : second.disagreements) {
    text += "✗ " + printable(one.operation) + " " + printable(one.answer) + ": Avouch " +
            printable(one.avouch) + ", a second validator " + printable(one.second) + "\n    " +
            printable(one.what) + "\n    body      " + printable(one.body) + "\n    contract  " +
            printable(to_string(one.place)) + "\n";
  }
  if (second.disagreed > second.disagreements.size())
    text += "    … and " + std::to_string(second.disagreed - second.disagreements.size()) + " more\n";
  return text;
}

void ProofReport::add(ContractProof proof) {
  conformant += proof.conformant;
  second.add(proof.second);
  std::move(proof.clauses.begin(), proof.clauses.end(), std::back_inserter(clauses));
}

bool ProofReport::is_excused(const ClauseProof& proof) const {
  if (proof.finding == ClauseProof::Finding::proven || is_defect(proof.finding)) return false;
  return std::any_of(allow_unproven.begin(), allow_unproven.end(),
                     [&](const std::string& glob) { return glob_matches(glob, proof.clause->coordinate); });
}

Ledger ProofReport::ledger() const {
  Ledger ledger{.run = run};
  ledger.run.question = Question::can_it_fail;
  ledger.run.notes.push_back(broken_answers(counts_of(*this)) + "; " +
                             counted(conformant, "conforming response", "conforming responses") +
                             " were judged too");
  if (const std::string said = second_sentence(second); !said.empty()) ledger.run.notes.push_back(said);
  for (const Disagreement& one : second.disagreements) {
    ledger.run.notes.push_back("defect: " + printable(one.operation) + " " + printable(one.answer) + ", " +
                               printable(one.what) + ": Avouch " + printable(one.avouch) +
                               ", a second validator " + printable(one.second));
  }
  for (const ClauseProof& one : clauses) {
    Entry entry{.clause = one.clause, .verdict = verdict_of(*this, one)};
    // Drift is only a warning in a run, but it must be proven like other clauses.
    entry.clause.own().severity = Severity::violation;
    ledger.entries.push_back(std::move(entry));
  }
  return ledger;
}

void ProofReport::write_json(const TextSink& sink) const {
  const ProofCounts counts = counts_of(*this);
  nlohmann::json found = nlohmann::json::object();
  for (const ClauseProof::Finding finding : kFindings)
    found[std::string(to_string(finding))] = counts.of(finding);
  JsonWriter report(sink);
  report.add_text("format", "avouch-proof");
  report.add_number("schemaVersion", kReportFormat);
  add_json(report, "run",
           {{"version", run.version},
            {"contract", run.contract},
            {"title", run.title},
            {"started", utc_timestamp(run.started) + "Z"},
            {"elapsed_us", run.elapsed.count()}});
  add_json(report, "tally",
           {{"clauses", clauses.size()},
            {"findings", std::move(found)},
            {"excused", counts.excused},
            {"mutants", counts.mutants},
            {"killed", counts.killed},
            {"conformant", conformant}});
  add_json(report, "second_opinion", to_json(second));
  report.add_list("clauses", clauses, [this](JsonWriter& to, const ClauseProof& proof) {
    write_clause(to, proof, is_excused(proof));
  });
  report.end();
}

std::string ProofReport::json() const {
  std::string text;
  write_json([&text](std::string_view part) { text += part; });
  return text;
}

ReportContent ProofReport::written_by(const Reporter& reporter) const {
  if (std::string_view(reporter.name) != "json") return avouch::written_by(reporter, ledger(), limits);
  return TextParts([this](const TextSink& sink) { write_json(sink); });
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
  if (const std::string said = second_sentence(second); !said.empty()) text += said + "\n";
  text += disagreement_text(second);
  if (counts.defects() > 0)
    text += "A missed or flagged clause is a defect of Avouch: please report it, with the contract.\n";
  if (second.disagreed > 0)
    text +=
        "A body that two validators judge differently is a defect of Avouch, unless the other one is wrong: "
        "please report it, with the contract.\n";
  const std::size_t proven = counts.of(ClauseProof::Finding::proven);
  const std::size_t unproven = clauses.size() - proven;
  if (unproven > counts.excused && counts.defects() == 0)
    text += "To accept clauses that cannot be proven, name them: --allow-unproven GLOB.\n";
  text += std::string(!clauses.empty() && unproven == counts.excused ? "✓ " : "○ ") +
          counted(clauses.size(), "clause", "clauses") + ": " + std::to_string(proven) + " proven, " +
          std::to_string(unproven) + " unproven";
  if (counts.excused > 0) text += " (" + std::to_string(counts.excused) + " of them excused)";
  const std::size_t empty = counts.of(ClauseProof::Finding::empty_claim);
  if (empty > 0 && empty < clauses.size())
    text += ", " + percent(proven, clauses.size() - empty) + " of those that something contradicts";
  text += ". " + broken_answers(counts) + "; " +
          counted(conformant, "conforming response", "conforming responses") +
          (counts.of(ClauseProof::Finding::flagged) == 0 ? " made none.\n" : ".\n");
  return text;
}

ExitCode ProofReport::exit_code() const {
  const ProofCounts counts = counts_of(*this);
  if (counts.defects() > 0 || second.disagreed > 0) return ExitCode::undecided;
  if (clauses.empty()) return ExitCode::unexercised;
  const std::size_t unproven = clauses.size() - counts.of(ClauseProof::Finding::proven);
  return unproven == counts.excused ? ExitCode::holds : ExitCode::violated;
}

std::string proof_text(const ProofReport& report, const ClauseProof& proof, bool verbose) {
  if (proof.finding == ClauseProof::Finding::proven) {
    if (!verbose) return {};
    std::string text =
        "✓ " + printable(proof.clause->coordinate) + ": " + counted(proof.killed, "response", "responses");
    if (!proof.examples.empty()) text += ", such as: " + printable(proof.examples.front());
    if (!proof.through.empty()) text += "; then " + printable(proof.through) + " fails in its place";
    if (!proof.same_as.empty()) return text + "; as " + printable(proof.same_as) + "\n";
    text += "\n";
    for (const Survivor& survivor : proof.survivors)
      text += "    not counted: " + printable(survivor.what) + ": " + printable(survivor.why) + "\n";
    return text;
  }
  const char* sign = is_defect(proof.finding) ? "✗ " : report.is_excused(proof) ? "· " : "○ ";
  std::string text = sign + printable(proof.clause->coordinate) + ": " +
                     std::string(to_string(proof.finding)) + ", " + printable(proof.why) + "\n";
  if (!verbose) return text;
  for (const Survivor& survivor : proof.survivors)
    text += "    " + printable(survivor.what) + ": " + printable(survivor.why) + "\n";
  return text;
}

}  // namespace avouch
