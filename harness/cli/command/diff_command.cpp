// SPDX-License-Identifier: MIT
// Compares the JSON reports of two runs, or two versions of a contract.
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/json_parts.h"
#include "cli/command/report_files.h"
#include "cli/option/remote_documents.h"
#include "cli/option/standard_input.h"
#include "cli/terminal.h"
#include "difference/contract_difference.h"
#include "difference/report.h"
#include "gate/difference.h"
#include "gate/report_reader.h"

namespace avouch {
namespace {

JsonValue change_json(const Change& change) {
  return json_object({{"effect", to_string(change.effect)},
                      {"side", to_string(change.side)},
                      {"rule", change.rule},
                      {"operations", json_texts(change.operations)},
                      {"places", json_texts(change.places)},
                      {"what", change.what},
                      {"why", text_or_null(change.why)},
                      {"value", text_or_null(change.value)},
                      {"before", place_or_null(change.before)},
                      {"after", place_or_null(change.after)}});
}

std::string contracts_json(const ContractDifference& difference, const Contract& before,
                           const Contract& after) {
  JsonValue changes = JsonValue::array();
  for (const Change& change : difference.changes) changes.items.push_back(change_json(change));
  return document_text(
      json_object({{"format", "avouch-diff"},
                   {"schemaVersion", kCommandFormat},
                   {"of", "contracts"},
                   {"before", json_object({{"file", before.file}, {"title", before.title}})},
                   {"after", json_object({{"file", after.file}, {"title", after.title}})},
                   {"tally", json_object({{"compared", difference.compared},
                                          {"breaking", difference.count(Effect::breaking)},
                                          {"undecided", difference.count(Effect::undecided)},
                                          {"compatible", difference.count(Effect::compatible)}})},
                   {"changes", std::move(changes)},
                   {"gone", json_texts(difference.gone)},
                   {"added", json_texts(difference.added)}}));
}

std::string reports_json(const Difference& difference, const Options& options) {
  const auto entries = [](const std::vector<const Entry*>& all) {
    JsonValue list = JsonValue::array();
    for (const Entry* entry : all) {
      list.items.push_back(json_object({{"coordinate", entry->clause->coordinate},
                                        {"outcome", to_string(entry->verdict.outcome)},
                                        {"headline", headline(*entry)}}));
    }
    return list;
  };
  return document_text(json_object({{"format", "avouch-diff"},
                                    {"schemaVersion", kCommandFormat},
                                    {"of", "reports"},
                                    {"before", json_object({{"file", options.report_files.front()}})},
                                    {"after", json_object({{"file", options.report_files.back()}})},
                                    {"is_regression", difference.is_regression()},
                                    {"newly_violated", entries(difference.newly_violated)},
                                    {"newly_undecided", entries(difference.newly_undecided)},
                                    {"newly_unexercised", entries(difference.newly_unexercised)},
                                    {"newly_holding", entries(difference.newly_holding)},
                                    {"gone", entries(difference.gone)},
                                    {"added", entries(difference.added)}}));
}

// What is compared is told by the files themselves.
enum class Compared { reports, contracts };

Result<Compared> compared(const Options& options) {
  std::vector<Compared> kinds;
  for (const std::string& file : options.report_files) {
    if (is_remote(file)) {
      kinds.push_back(Compared::contracts);
      continue;
    }
    if (file == kStandardInput) {
      return Error{.title = "diff reads no standard input", .place = {}, .hint = "Name two files or URLs."};
    }
    const Result<std::string> text = read_file(file);
    if (!text) return text.errors();
    kinds.push_back(is_report(*text) ? Compared::reports : Compared::contracts);
  }
  if (kinds.front() != kinds.back()) {
    return Error{.title = "one of the two is a report of a run, and the other is not",
                 .place = {.file = options.report_files.back()},
                 .hint = "Name two reports of avouch run --report-json, or two versions of a contract."};
  }
  return kinds.front();
}

ExitCode diff_reports(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<std::vector<Ledger>> all = reports_of(options);
  if (!all) return refuse(all.errors(), err);
  const Run& old = all->front().run;
  const Run& now = all->back().run;
  if (old.title != now.title) {
    return refuse({{.title = "the reports are of different contracts: " + in_quotes(old.title) + " and " +
                             in_quotes(now.title),
                    .place = {.file = options.report_files.back()},
                    .hint = "Compare reports of one contract."}},
                  err);
  }
  const Difference difference = difference_of(all->front(), all->back());
  const ReportFiles files({{options.report_json, [&] { return reports_json(difference, options); }}});
  if (const Errors unwritten = files.write(out); !unwritten.empty()) return refuse(unwritten, err);
  (files.takes_output() ? err : out) << to_text(difference, options.verbose);
  return difference.is_regression() ? ExitCode::violated : ExitCode::holds;
}

ExitCode diff_contracts(const Options& options, std::ostream& out, std::ostream& err) {
  std::vector<Contract> both;
  Errors errors;
  for (const std::string& file : options.report_files) {
    Options one = options;
    one.contract = file;
    Result<Contract> contract = contract_of(one);
    if (!contract) {
      errors.insert(errors.end(), contract.errors().begin(), contract.errors().end());
    } else {
      both.push_back(*std::move(contract));
    }
  }
  if (!errors.empty()) return refuse(errors, err);
  const ContractDifference difference = difference_of(both.front(), both.back());
  const ReportFiles files(
      {{options.report_json, [&] { return contracts_json(difference, both.front(), both.back()); }}});
  if (const Errors unwritten = files.write(out); !unwritten.empty()) return refuse(unwritten, err);
  const bool color = options.color && stdout_is_terminal() && !files.takes_output();
  (files.takes_output() ? err : out) << difference_text(difference, both.front(), both.back(),
                                                        {.color = color, .verbose = options.verbose});
  if (difference.has(Effect::breaking)) return ExitCode::violated;
  return difference.has(Effect::undecided) ? ExitCode::undecided : ExitCode::holds;
}

}  // namespace

ExitCode diff(const Options& options, std::ostream& out, std::ostream& err) {
  const ReportFiles files({{options.report_json, [] { return std::string(); }}});
  if (const Errors errors = files.unwritable(); !errors.empty()) return refuse(errors, err);
  const Result<Compared> kind = compared(options);
  if (!kind) return refuse(kind.errors(), err);
  switch (*kind) {
    case Compared::reports:
      return diff_reports(options, out, err);
    case Compared::contracts:
      return diff_contracts(options, out, err);
  }
  return ExitCode::usage;
}

}  // namespace avouch
