// SPDX-License-Identifier: MIT
#include "reports/console.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/text.h"
#include "reports/clock.h"
#include "reports/console_page.h"
#include "reports/summary.h"

namespace avouch {
namespace {

// With more operations than this, operations without problems get one row each.
constexpr std::size_t kDetailedOperations = 8;
constexpr std::size_t kGap = 2;
constexpr std::size_t kNameLimit = 48;     // of an operation name in the table, in code points
constexpr std::size_t kBriefExamples = 3;  // of clauses with one reason or cause, unless verbose
constexpr std::size_t kBriefFindings = 5;  // of a clause, unless verbose

// Columns of the table, from left to right. The good result comes first.
constexpr Standing kColumns[] = {Standing::holds,   Standing::violated, Standing::undecided,
                                 Standing::warning, Standing::waived,   Standing::unexercised};

std::string_view heading(Standing column) {
  return column == Standing::warning ? "warnings" : to_string(column);
}

void write_header(ConsolePage& page, const Run& run) {
  page.line(run.title.empty() ? "Avouch " + run.version : run.title + " (Avouch " + run.version + ")", 0, 2,
            Ink::bold);
  if (!run.contract.empty()) page.line("contract  " + run.contract, 0, 10);
  if (!run.target.empty()) page.line("target    " + run.target, 0, 10);
  page.blank();
}

struct Table {
  std::vector<Standing> columns;  // those with a non-zero count
  std::size_t name_width = 0;     // in code points
};

void write_row(ConsolePage& page, const Table& table, std::string_view name, const Tally& tally,
               Ink name_ink) {
  const std::size_t length = code_points(printable(name));
  page.raw(page.inked(name, name_ink) +
           std::string(table.name_width - std::min(length, table.name_width), ' '));
  for (const Standing column : table.columns) {
    const std::size_t number = count(tally, column);
    const std::string cell = number > 0 ? std::to_string(number) : "·";
    const std::size_t width = heading(column).size() + kGap;
    page.raw(std::string(width - std::min(width, code_points(cell)), ' ') +
             page.inked(cell, number > 0 ? ink(column) : Ink::dim));
  }
  page.blank();
}

void write_table(ConsolePage& page, const Ledger& ledger, bool verbose) {
  const std::vector<OperationSummary> operations = by_operation(ledger);
  const Tally whole = ledger.tally();
  Table table;
  for (const Standing column : kColumns) {
    if (count(whole, column) > 0) table.columns.push_back(column);
  }
  for (const OperationSummary& operation : operations) {
    table.name_width = std::max(table.name_width, code_points(shown(operation.name, kNameLimit)));
    for (const KindSummary& kind : operation.kinds) {
      table.name_width = std::max(table.name_width, to_string(kind.kind).size() + kGap);
    }
  }
  page.raw(std::string(table.name_width, ' '));
  for (const Standing column : table.columns) {
    page.raw(std::string(kGap, ' ') + page.inked(heading(column), Ink::dim));
  }
  page.blank();
  for (const OperationSummary& operation : operations) {
    write_row(page, table, shown(operation.name, kNameLimit), operation.tally, Ink::bold);
    const bool all_hold = operation.tally.holds == operation.tally.total();
    if (all_hold && operations.size() > kDetailedOperations && !verbose) continue;
    for (const KindSummary& kind : operation.kinds) {
      write_row(page, table, "  " + std::string(to_string(kind.kind)), kind.tally, Ink::plain);
    }
  }
  page.blank();
}

void write_findings(ConsolePage& page, const Verdict& verdict, bool verbose) {
  if (verdict.findings.empty()) return;
  const std::size_t limit =
      verbose ? verdict.findings.size() : std::min(verdict.findings.size(), kBriefFindings);
  const bool shared = share_expectation(verdict.findings);
  std::string_view label = "seen";
  for (std::size_t i = 0; i < limit; ++i) {
    const Finding& finding = verdict.findings[i];
    std::string words = finding.where + ": " + std::string(value_seen(finding));
    if (!shared && !finding.expected.empty()) words += ", expected " + finding.expected;
    page.field(label, words);
    label = "";
  }
  if (const std::string more = omitted_findings(verdict, limit); !more.empty()) page.field("", more);
  const std::string& expected = verdict.findings.front().expected;
  if (shared && !expected.empty()) page.field("expected", expected);
}

void write_sources(ConsolePage& page, const Clause& clause) {
  if (const std::string place = to_string(clause.place); !place.empty()) page.field("contract", place);
  if (!clause.documentation.empty()) page.field("documented", clause.documentation);
}

void write_broken(ConsolePage& page, const Entry& entry, bool verbose) {
  page.signed_line(standing(entry), entry.clause.coordinate, Ink::bold);
  page.line(headline(entry), 4, 4);
  page.field("claim", entry.clause.claim);
  write_findings(page, entry.verdict, verbose);
  write_sources(page, entry.clause);
  if (!entry.reproduce.empty()) page.command("repeat", entry.reproduce);
  page.blank();
}

void write_heading(ConsolePage& page, Standing standing, std::size_t number) {
  page.raw(page.inked(std::string(to_string(standing)) + ": " + counted(number, "clause", "clauses"),
                      ink(standing)));
  page.blank();
}

void write_violations(ConsolePage& page, const Ledger& ledger, Standing wanted, bool verbose) {
  const std::vector<const Entry*> entries = entries_of(ledger, wanted);
  if (entries.empty()) return;
  write_heading(page, wanted, entries.size());
  page.blank();
  for (const Entry* entry : entries) write_broken(page, *entry, verbose);
}

// If all clauses of an operation share the reason, prints one line for the operation.
void write_coordinates(ConsolePage& page, const ReasonGroup& group,
                       const std::vector<OperationSummary>& operations) {
  for (std::size_t at = 0; at < group.entries.size();) {
    const std::string& name = group.entries[at]->clause.operation;
    std::size_t end = at;
    while (end < group.entries.size() && group.entries[end]->clause.operation == name) ++end;
    const auto whole =
        std::find_if(operations.begin(), operations.end(),
                     [&](const OperationSummary& operation) { return operation.name == name; });
    if (end - at > 1 && whole != operations.end() && whole->entries.size() == end - at) {
      page.line("all " + std::to_string(end - at) + " clauses of " + name, 4, 6);
      at = end;
      continue;
    }
    for (; at < end; ++at) page.line(group.entries[at]->clause.coordinate, 4, 6);
  }
}

// One command per group: the clauses of a group mostly share their exchange.
void write_commands(ConsolePage& page, const ReasonGroup& group) {
  std::vector<std::string_view> shown_commands;
  for (const Entry* entry : group.entries) {
    const std::string_view command = entry->reproduce;
    if (command.empty()) continue;
    if (std::find(shown_commands.begin(), shown_commands.end(), command) != shown_commands.end()) continue;
    shown_commands.push_back(command);
    page.command("repeat", command);
  }
}

void write_grouped(ConsolePage& page, const Ledger& ledger, Standing wanted, bool commands) {
  const std::vector<ReasonGroup> groups = by_reason(ledger, wanted);
  if (groups.empty()) return;
  const std::vector<OperationSummary> operations = by_operation(ledger);
  write_heading(page, wanted, count(ledger.tally(), wanted));
  for (const ReasonGroup& group : groups) {
    page.signed_line(wanted, group.reason.empty() ? "no reason was given" : group.reason, Ink::plain);
    write_coordinates(page, group, operations);
    if (commands) write_commands(page, group);
  }
  page.blank();
}

// One line per reason of the list of known failures, then its clauses.
void write_waived(ConsolePage& page, const Ledger& ledger, bool verbose) {
  std::vector<std::string> reasons;
  std::map<std::string, std::vector<const Entry*>> by_reason;
  for (const Entry* entry : entries_of(ledger, Standing::waived)) {
    const std::string reason = waived_text(*entry->waived);
    if (by_reason[reason].empty()) reasons.push_back(reason);
    by_reason[reason].push_back(entry);
  }
  if (reasons.empty()) return;
  write_heading(page, Standing::waived, ledger.tally().waived);
  for (const std::string& reason : reasons) {
    const std::vector<const Entry*>& entries = by_reason[reason];
    page.signed_line(Standing::waived, std::to_string(entries.size()) + " known: " + reason, Ink::plain);
    const std::size_t limit = verbose ? entries.size() : std::min(entries.size(), kBriefExamples);
    for (std::size_t i = 0; i < limit; ++i) {
      page.line(entries[i]->clause.coordinate, 4, 6);
      page.line(headline(*entries[i]), 6, 6, Ink::dim);
    }
    if (limit < entries.size()) page.line("and " + std::to_string(entries.size() - limit) + " more", 4, 6);
  }
  page.blank();
}

// Returns " (14 instances)", " (12 of 14 instances)"; "" for at most one instance.
std::string how_often(const Verdict& verdict) {
  if (verdict.instances < 2) return {};
  const std::string failed = verdict.failures > 0 ? std::to_string(verdict.failures) + " of " : "";
  return " (" + failed + std::to_string(verdict.instances) + " instances)";
}

void write_every_clause(ConsolePage& page, const Ledger& ledger) {
  page.line("every clause", 0, 0, Ink::bold);
  for (const Entry& entry : ledger.entries) {
    page.signed_line(standing(entry), entry.clause.coordinate, Ink::plain);
    page.line(std::string(to_string(standing(entry))) + how_often(entry.verdict) + ": " + entry.clause.claim,
              4, 6, Ink::dim);
  }
  page.blank();
}

void write_exchanges(ConsolePage& page, const Ledger& ledger) {
  page.line("every exchange", 0, 0, Ink::bold);
  for (const SentRequest& exchange : ledger.exchanges) {
    page.line(exchange.probe + ": " + exchange.request, 2, 4);
    for (const std::string& value : exchange.values) page.field("value", value);
    page.field("response", exchange.outcome + " (" + duration_text(exchange.elapsed) + ")");
    page.command("repeat", exchange.reproduce);
  }
  page.blank();
}

void write_warnings_hint(ConsolePage& page, const Ledger& ledger, const ConsoleOptions& options) {
  if (ledger.tally().warnings == 0) return;
  std::string words = "Warnings do not fail a run; --strict turns them into violations";
  if (!options.strict.empty()) {
    words +=
        " (here: " + join(std::vector<std::string>(options.strict.begin(), options.strict.end()), ",") + ")";
  }
  page.line(words + ".", 0, 0, Ink::dim);
  page.blank();
}

void write_notes(ConsolePage& page, const Run& run, bool verbose) {
  if (run.notes.empty()) return;
  for (const std::string& note : run.notes) page.line("note: " + note, 0, 6);
  for (std::size_t i = 0; verbose && i < run.faults.size(); ++i)
    page.line("fault in the contract: " + run.faults[i], 0, 6);
  page.blank();
}

}  // namespace

std::string closing_line(const Ledger& ledger, bool color) {
  ConsolePage page(color, 0);
  const Standing verdict = overall(ledger).value_or(Standing::unexercised);
  std::string cost = "(" + counted(ledger.exchanges.size(), "exchange", "exchanges") + ", " +
                     duration_text(ledger.run.elapsed) + "). ";
  page.raw(page.inked(std::string(sign(verdict)) + " " + counts_text(ledger), ink(verdict)) + " " + cost +
           page.inked(capitalized(conclusion(ledger)) + ".", Ink::bold) + "\n");
  return std::move(page).text();
}

std::string console_report(const Ledger& ledger, const ConsoleOptions& options) {
  const bool brief = options.quiet && !options.verbose;
  ConsolePage page(options.color, options.width);
  if (!brief) {
    write_header(page, ledger.run);
    if (!ledger.entries.empty()) write_table(page, ledger, options.verbose);
  }
  if (options.verbose) {
    write_every_clause(page, ledger);
    write_exchanges(page, ledger);
  }
  if (!brief) {
    // Problems come last, next to the closing line: a reader looks at the end of a log first.
    write_grouped(page, ledger, Standing::unexercised, false);
    write_waived(page, ledger, options.verbose);
    write_violations(page, ledger, Standing::warning, options.verbose);
    write_warnings_hint(page, ledger, options);
    write_notes(page, ledger.run, options.verbose);
  }
  write_grouped(page, ledger, Standing::undecided, true);
  write_violations(page, ledger, Standing::violated, options.verbose);
  return std::move(page).text() + closing_line(ledger, options.color);
}

}  // namespace avouch
