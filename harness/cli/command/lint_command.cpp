// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <ostream>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/json_parts.h"
#include "cli/command/lint_sarif.h"
#include "cli/command/report_files.h"
#include "cli/interruption.h"
#include "lint/lint.h"

namespace avouch {

namespace {

using Findings = std::vector<LintFinding>;

// The places after the first one: two of them, or all. The reports have all of them.
std::string other_places(const std::vector<Place>& others, bool shows_all) {
  const std::size_t most = shows_all ? others.size() : 2;
  std::string text;
  for (std::size_t i = 0; i < std::min(others.size(), most); ++i)
    text += (i == 0 ? "also at " : ", ") + printable(to_string(others[i]));
  if (others.size() > most) text += " and " + counted(others.size() - most, "other place", "other places");
  return text;
}

void print(const LintFinding& finding, bool shows_all, std::ostream& out) {
  out << printable(to_string(finding.place)) << ": " << to_string(finding.severity) << ": "
      << printable(finding.message) << " [" << finding.rule << "]\n";
  if (!finding.hint.empty()) out << "  " << printable(finding.hint) << '\n';
  if (!finding.others.empty()) out << "  " << other_places(finding.others, shows_all) << '\n';
}

std::string findings_json(const Findings& findings, const Errors& unread) {
  JsonValue list = JsonValue::array();
  for (const LintFinding& finding : findings) {
    JsonValue others = JsonValue::array();
    for (const Place& place : finding.others) others.items.push_back(place_or_null(place));
    list.items.push_back(json_object({{"rule", finding.rule},
                                      {"severity", to_string(finding.severity)},
                                      {"message", finding.message},
                                      {"hint", text_or_null(finding.hint)},
                                      {"place", place_or_null(finding.place)},
                                      {"others", std::move(others)},
                                      {"silenced", finding.silence != LintFinding::Silence::none}}));
  }
  JsonValue errors = JsonValue::array();
  for (const Error& error : unread) {
    errors.items.push_back(json_object(
        {{"title", error.title}, {"hint", text_or_null(error.hint)}, {"place", place_or_null(error.place)}}));
  }
  return document_text(json_object({{"format", "avouch-lint"},
                                    {"schemaVersion", kCommandFormat},
                                    {"findings", std::move(list)},
                                    {"unread", std::move(errors)}}));
}

Result<Findings> lint_one(const Options& options) {
  const Result<Contract> contract = contract_of(options, {.reads_unused = true});
  if (!contract) return contract.errors();
  const Interruptible interruptible;
  return lint(*contract, options.lint_silences);
}

}  // namespace

ExitCode lint(const Options& options, std::ostream& out, std::ostream& err) {
  Findings all;
  Errors unread;
  const ReportFiles files({{options.report_sarif, [&] { return lint_sarif(all, unread, AVOUCH_VERSION); }},
                           {options.report_json, [&] { return findings_json(all, unread); }}});
  if (const Errors errors = files.unwritable(); !errors.empty()) return refuse(errors, err);
  std::ostream& told = files.takes_output() ? err : out;
  std::vector<Findings> each(each_contract(options).size());
  const auto make = [&](const Options& one, std::size_t i) -> Result<void> {
    if (interruption()) return {};
    Result<Findings> findings = lint_one(one);
    if (!findings) return findings.errors();
    each[i] = *std::move(findings);
    return {};
  };
  const auto take = [&](std::size_t i) {
    for (const LintFinding& finding : each[i]) {
      if (finding.silence == LintFinding::Silence::none) print(finding, options.verbose, told);
    }
    std::move(each[i].begin(), each[i].end(), std::back_inserter(all));
    each[i].clear();
  };
  if (const Result<void> read = with_each_contract(options, contracts_at_once(options), make, take); !read)
    unread = read.errors();
  if (const Errors unwritten = files.write(out); !unwritten.empty()) return refuse(unwritten, err);
  if (!unread.empty()) return refuse(unread, err);
  const auto count = [&](auto&& is_counted) {
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_counted));
  };
  if (interruption()) err << "the check was interrupted, so there may be more findings\n";
  const auto of_severity = [&](LintFinding::Severity severity) {
    return count([&](const LintFinding& finding) {
      return finding.silence == LintFinding::Silence::none && finding.severity == severity;
    });
  };
  told << counted(of_severity(LintFinding::Severity::error), "error", "errors") << ", "
       << counted(of_severity(LintFinding::Severity::warning), "warning", "warnings") << ", "
       << counted(of_severity(LintFinding::Severity::note), "note", "notes");
  const std::size_t silenced =
      count([](const LintFinding& finding) { return finding.silence != LintFinding::Silence::none; });
  if (silenced > 0) told << "; " << silenced << " silenced";
  told << '\n';
  const bool fails = std::any_of(all.begin(), all.end(), [&](const LintFinding& finding) {
    return finding.silence == LintFinding::Silence::none && finding.severity <= options.lint_fails_on;
  });
  if (fails) return ExitCode::violated;
  return interruption() ? ExitCode::undecided : ExitCode::holds;
}

}  // namespace avouch
