// SPDX-License-Identifier: MIT
#include "reports/console.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "reports/console_page.h"
#include "reports/shortened.h"
#include "reports/summary.h"
#include "verdict/causes.h"
#include "verdict/coverage.h"

namespace avouch {
namespace {

// A run fits on two screens, whatever is wrong: these limits hold unless verbose.
constexpr std::size_t kTwoScreens = 100;  // lines
constexpr std::size_t kMostRows = 12;     // of the table
constexpr std::size_t kLeastBlocks = 2;   // causes of violations with their evidence; more, if there is room
constexpr std::size_t kMostLines = 6;     // causes and gaps of one line each
constexpr std::size_t kMostNotes = 3;
constexpr std::size_t kGap = 2;
constexpr std::size_t kNameLimit = 48;     // of an operation name in the table, in code points
constexpr std::size_t kBriefExamples = 3;  // of clauses with one reason or cause, unless verbose
constexpr std::size_t kBriefFindings = 3;  // of a clause, unless verbose

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

// Operations with the worst verdicts first.
std::vector<const OperationSummary*> worst_first(const std::vector<OperationSummary>& operations) {
  std::vector<const OperationSummary*> all;
  for (const OperationSummary& operation : operations) all.push_back(&operation);
  std::stable_sort(all.begin(), all.end(), [](const OperationSummary* left, const OperationSummary* right) {
    const auto badness = [](const Tally& tally) {
      return std::tuple(tally.violated, tally.undecided, tally.warnings, tally.unexercised);
    };
    return badness(left->tally) > badness(right->tally);
  });
  return all;
}

Tally sum_of(const std::vector<const OperationSummary*>& operations, std::size_t from) {
  Tally sum;
  for (std::size_t i = from; i < operations.size(); ++i) {
    for (const Entry* entry : operations[i]->entries) sum.add(*entry);
  }
  return sum;
}

// A row per operation and kind of clause; where these are too many, per operation; where these still are, the
// worst operations and a row for the others.
void write_table(ConsolePage& page, const Ledger& ledger, bool verbose) {
  const std::vector<OperationSummary> operations = by_operation(ledger);
  const Tally whole = ledger.tally();
  Table table;
  for (const Standing column : kColumns) {
    if (count(whole, column) > 0) table.columns.push_back(column);
  }
  std::size_t rows = operations.size();
  for (const OperationSummary& operation : operations) rows += operation.kinds.size();
  const bool has_kinds = verbose || rows <= kMostRows;
  const bool has_all = verbose || operations.size() <= kMostRows;
  std::vector<const OperationSummary*> shown_ones;
  for (const OperationSummary& operation : operations) shown_ones.push_back(&operation);
  if (!has_all) shown_ones = worst_first(operations);
  const std::size_t limit = has_all ? shown_ones.size() : kMostRows - 1;
  const std::string others = counted(operations.size() - limit, "other operation", "other operations");
  if (!has_all) table.name_width = others.size();
  for (std::size_t i = 0; i < limit; ++i) {
    table.name_width = std::max(table.name_width, code_points(shown(shown_ones[i]->name, kNameLimit)));
    for (const KindSummary& kind : shown_ones[i]->kinds) {
      table.name_width = std::max(table.name_width, to_string(kind.kind).size() + kGap);
    }
  }
  page.raw(std::string(table.name_width, ' '));
  for (const Standing column : table.columns) {
    page.raw(std::string(kGap, ' ') + page.inked(heading(column), Ink::dim));
  }
  page.blank();
  for (std::size_t i = 0; i < limit; ++i) {
    const OperationSummary& operation = *shown_ones[i];
    write_row(page, table, shown(operation.name, kNameLimit), operation.tally, Ink::bold);
    if (!has_kinds) continue;
    for (const KindSummary& kind : operation.kinds) {
      write_row(page, table, "  " + std::string(to_string(kind.kind)), kind.tally, Ink::plain);
    }
  }
  if (!has_all) write_row(page, table, others, sum_of(shown_ones, limit), Ink::dim);
  page.blank();
}

void write_findings(ConsolePage& page, const Verdict& verdict, bool verbose) {
  if (verdict.findings.empty()) return;
  const std::size_t limit =
      verbose ? verdict.findings.size() : std::min(verdict.findings.size(), kBriefFindings);
  const bool shared = share_expectation(verdict.findings);
  bool is_told = false;  // what all of them expect
  std::string_view label = "seen";
  for (std::size_t i = 0; i < limit; ++i) {
    const Finding& finding = verdict.findings[i];
    std::string words = place_and_value(finding, verdict.reason);
    const std::string expected = finding.expected.empty() ? "" : "expected " + finding.expected;
    const bool has_excerpt = !finding.excerpt.marked.empty() && (verbose || i == 0);
    const bool is_apart = !shared && !expected.empty();
    if (is_apart && !has_excerpt) words += ", " + expected;
    page.field(label, words);
    label = "";
    if (!has_excerpt) continue;
    const bool has_room = page.excerpt(finding.excerpt, is_told ? "" : expected);
    if (is_apart && !has_room) page.field("", expected);
    is_told = is_told || (shared && has_room);
  }
  if (const std::string more = omitted_findings(verdict, limit); !more.empty()) page.field("", more);
  const std::string& expected = verdict.findings.front().expected;
  if (shared && !is_told && !expected.empty()) page.field("expected", expected);
}

void write_sources(ConsolePage& page, const Clause& clause) {
  if (const std::string place = to_string(clause.place); !place.empty()) page.field("contract", place);
  if (!clause.documentation.empty()) page.field("documented", clause.documentation);
}

// "7 clauses of 4 operations".
std::string extent(const Cause& cause) {
  return counted(cause.entries.size(), "clause", "clauses") + " of " +
         counted(cause.operations, "operation", "operations");
}

// The evidence of one clause.
void write_evidence(ConsolePage& page, const Entry& entry, bool verbose) {
  if (verbose) page.field("claim", entry.clause->claim);
  write_findings(page, entry.verdict, verbose);
  write_sources(page, entry.clause);
  if (!entry.reproduce.empty()) page.command("repeat", entry.reproduce.text());
}

void write_entry(ConsolePage& page, const Entry& entry, bool verbose) {
  page.signed_line(standing(entry), entry.clause->coordinate, Ink::bold);
  page.line(headline(entry), 4, 4);
  write_evidence(page, entry, verbose);
  page.blank();
}

// What a clause adds to the title of its cause.
std::string example_words(const Cause& cause, std::size_t i) {
  if (cause.findings[i] != nullptr) return std::string(value_seen(*cause.findings[i]));
  const std::string words = headline(*cause.entries[i]);
  return words == cause.title ? "" : words;
}

// The cause, three of its clauses, and the evidence of the first.
void write_cause(ConsolePage& page, const Cause& cause) {
  const Entry& first = *cause.entries.front();
  if (cause.entries.size() == 1 && cause.findings.front() == nullptr) {
    write_entry(page, first, false);
    return;
  }
  page.signed_line(standing(first), cause.title + ": " + extent(cause), Ink::bold);
  const std::size_t limit = std::min(cause.entries.size(), kBriefExamples);
  std::string last;
  for (std::size_t i = 0; i < limit; ++i) {
    page.line(cause.entries[i]->clause->coordinate, 4, 6);
    std::string words = example_words(cause, i);
    if (!words.empty() && words != last) page.line(words, 6, 6, Ink::dim);
    last = std::move(words);
  }
  if (limit < cause.entries.size())
    page.line("and " + std::to_string(cause.entries.size() - limit) + " more", 4, 6, Ink::dim);
  if (cause.findings.front() == nullptr) write_findings(page, first.verdict, false);
  write_sources(page, first.clause);
  if (!first.reproduce.empty()) page.command("repeat", first.reproduce.text());
  page.blank();
}

// One line: what is wrong, and where. For one clause also what was seen, unless the title says it.
void write_cause_line(ConsolePage& page, const Cause& cause) {
  const Entry& first = *cause.entries.front();
  const bool is_one = cause.entries.size() == 1;
  std::string what = cause.title;
  const std::vector<Finding>& findings = first.verdict.findings;
  if (is_one && cause.findings.front() == nullptr && !findings.empty() &&
      what.find(value_seen(findings.front())) == std::string::npos) {
    what += ": " + place_and_value(findings.front(), cause.title);
    if (findings.size() > 1) what += ", and " + std::to_string(findings.size() - 1) + " more";
  }
  page.signed_line(standing(first), what + " (" + (is_one ? first.clause->coordinate : extent(cause)) + ")",
                   Ink::plain);
}

// A line each.
void write_cause_lines(ConsolePage& page, const std::vector<Cause>& causes, std::size_t from) {
  const std::size_t end = std::min(causes.size(), from + kMostLines);
  for (std::size_t i = from; i < end; ++i) write_cause_line(page, causes[i]);
  if (end < causes.size()) {
    page.line("and " + counted(causes.size() - end, "more cause", "more causes") + "; -v shows every clause",
              2, 4, Ink::dim);
  }
  if (from < causes.size()) page.blank();
}

// As many causes with their evidence as two screens have room for, the next ones in a line each.
void write_causes(ConsolePage& page, const std::vector<Cause>& causes, const ConsoleOptions& options) {
  constexpr std::size_t kClosing = 1;
  std::size_t at = 0;
  for (; at < causes.size(); ++at) {
    ConsolePage block(options.color, options.width);
    write_cause(block, causes[at]);
    const std::size_t left = causes.size() - at - 1;
    const std::size_t rest = left == 0 ? 0 : std::min(left, kMostLines) + (left > kMostLines ? 2U : 1U);
    const bool has_room = page.lines() + block.lines() + rest + kClosing <= kTwoScreens;
    if (!has_room && at >= kLeastBlocks) break;
    page.raw(std::move(block).text());
  }
  write_cause_lines(page, causes, at);
}

// "violated: 18 clauses, 6 causes".
void write_heading(ConsolePage& page, Standing standing, std::size_t number, std::size_t causes = 0,
                   std::string_view more = "") {
  std::string words = std::string(to_string(standing)) + ": " + counted(number, "clause", "clauses");
  if (causes > 0 && causes != number) words += ", " + counted(causes, "cause", "causes");
  page.raw(page.inked(words, ink(standing)));
  page.raw(page.inked(more, Ink::dim));
  page.blank();
}

void write_violations(ConsolePage& page, const Ledger& ledger, Standing wanted,
                      const ConsoleOptions& options) {
  const std::vector<const Entry*> entries = entries_of(ledger, wanted);
  if (entries.empty()) return;
  const std::vector<Cause> causes = causes_of(entries);
  write_heading(page, wanted, entries.size(), causes.size());
  page.blank();
  if (options.verbose) {
    for (const Entry* entry : entries) write_entry(page, *entry, true);
    return;
  }
  if (wanted == Standing::violated) {
    write_causes(page, causes, options);
  } else {
    write_cause_lines(page, causes, 0);  // a warning fails nothing: one line says it
  }
}

// If all clauses of an operation share the reason, prints one line for the operation.
void write_coordinates(ConsolePage& page, const ReasonGroup& group,
                       const std::vector<OperationSummary>& operations) {
  for (std::size_t at = 0; at < group.entries.size();) {
    const std::string& name = group.entries[at]->clause->operation;
    std::size_t end = at;
    while (end < group.entries.size() && group.entries[end]->clause->operation == name) ++end;
    const auto whole =
        std::find_if(operations.begin(), operations.end(),
                     [&](const OperationSummary& operation) { return operation.name == name; });
    if (end - at > 1 && whole != operations.end() && whole->entries.size() == end - at) {
      page.line("all " + std::to_string(end - at) + " clauses of " + name, 4, 6);
      at = end;
      continue;
    }
    for (; at < end; ++at) page.line(group.entries[at]->clause->coordinate, 4, 6);
  }
}

// One command per group: the clauses of a group mostly share their exchange.
void write_commands(ConsolePage& page, const ReasonGroup& group) {
  std::vector<std::string_view> shown_commands;
  for (const Entry* entry : group.entries) {
    const std::string_view command = entry->reproduce.text();
    if (command.empty()) continue;
    if (std::find(shown_commands.begin(), shown_commands.end(), command) != shown_commands.end()) continue;
    shown_commands.push_back(command);
    page.command("repeat", command);
  }
}

// A line per reason, and what to do about it.
void write_gaps(ConsolePage& page, const Ledger& ledger) {
  const std::vector<const Entry*> entries = entries_of(ledger, Standing::unexercised);
  if (entries.empty()) return;
  write_heading(page, Standing::unexercised, entries.size(), 0, " (-v lists them)");
  const std::vector<Gap> gaps = gaps_of(entries);
  const std::size_t limit = std::min(gaps.size(), kMostLines);
  for (std::size_t i = 0; i < limit; ++i) {
    const Gap& gap = gaps[i];
    std::string words =
        std::to_string(gap.entries.size()) + "  " + (gap.title.empty() ? "no reason was given" : gap.title);
    if (gap.entries.size() == 1) words += " (" + gap.entries.front()->clause->coordinate + ")";
    if (!gap.advice.empty()) words += ": " + gap.advice;
    page.signed_line(Standing::unexercised, words, Ink::plain);
  }
  if (limit < gaps.size())
    page.line("and " + counted(gaps.size() - limit, "more reason", "more reasons"), 2, 4, Ink::dim);
  page.blank();
}

// `is_brief`: the first reasons, each with one of its clauses and one command.
void write_grouped(ConsolePage& page, const Ledger& ledger, Standing wanted, bool commands, bool is_brief) {
  const std::vector<ReasonGroup> groups = by_reason(ledger, wanted);
  if (groups.empty()) return;
  const std::vector<OperationSummary> operations = by_operation(ledger);
  write_heading(page, wanted, count(ledger.tally(), wanted));
  const std::size_t limit = is_brief ? std::min(groups.size(), kBriefExamples) : groups.size();
  for (std::size_t i = 0; i < limit; ++i) {
    const ReasonGroup& group = groups[i];
    std::string words(group.reason.empty() ? "no reason was given" : group.reason);
    const std::size_t number = group.entries.size();
    if (is_brief) {
      const std::string& first_one = group.entries.front()->clause->coordinate;
      words += number > 1 ? " (" + std::to_string(number) + " clauses, such as " + first_one + ")"
                          : " (" + first_one + ")";
    }
    page.signed_line(wanted, words, Ink::plain);
    if (is_brief) {
      const auto first = std::find_if(group.entries.begin(), group.entries.end(),
                                      [](const Entry* entry) { return !entry->reproduce.empty(); });
      if (commands && first != group.entries.end()) page.command("repeat", (*first)->reproduce.text());
      continue;
    }
    write_coordinates(page, group, operations);
    if (commands) write_commands(page, group);
  }
  if (limit < groups.size())
    page.line("and " + counted(groups.size() - limit, "more reason", "more reasons") + "; -v shows all", 2, 4,
              Ink::dim);
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
  const std::size_t most = verbose ? reasons.size() : std::min(reasons.size(), kMostLines);
  for (std::size_t at = 0; at < most; ++at) {
    const std::string& reason = reasons[at];
    const std::vector<const Entry*>& entries = by_reason[reason];
    std::string words = std::to_string(entries.size()) + " known: " + reason;
    if (!verbose && entries.size() == 1) words += ": " + entries.front()->clause->coordinate;
    page.signed_line(Standing::waived, words, Ink::plain);
    if (!verbose) continue;
    for (const Entry* entry : entries) {
      page.line(entry->clause->coordinate, 4, 6);
      page.line(headline(*entry), 6, 6, Ink::dim);
    }
  }
  if (most < reasons.size())
    page.line("and " + counted(reasons.size() - most, "more reason", "more reasons") + "; -v shows all", 2, 4,
              Ink::dim);
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
    page.signed_line(standing(entry), entry.clause->coordinate, Ink::plain);
    page.line(std::string(to_string(standing(entry))) + how_often(entry.verdict) + ": " + entry.clause->claim,
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
    page.command("repeat", exchange.reproduce.text());
  }
  page.blank();
}

void write_rounds(ConsolePage& page, const Run& run) {
  if (!run.rounds) return;
  const Rounds& rounds = *run.rounds;
  page.line("repeated  " + rounds_text(rounds), 0, 10);
  if (const std::string latency = latencies_text(rounds); !latency.empty())
    page.line("latency   " + latency, 0, 10);
  if (!rounds.ended.empty()) page.line("ended     early: " + rounds.ended, 0, 10);
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
  const std::size_t limit = verbose ? run.notes.size() : std::min(run.notes.size(), kMostNotes);
  for (std::size_t i = 0; i < limit; ++i) page.line("note: " + run.notes[i], 0, 6);
  if (limit < run.notes.size())
    page.line("and " + counted(run.notes.size() - limit, "more note", "more notes") + "; -v shows all", 0, 6,
              Ink::dim);
  for (std::size_t i = 0; verbose && i < run.faults.size(); ++i)
    page.line("fault in the contract: " + run.faults[i], 0, 6);
  page.blank();
}

}  // namespace

std::string closing_line(const Ledger& ledger, bool color) {
  ConsolePage page(color, 0);
  const Standing verdict = overall(ledger).value_or(Standing::unexercised);
  std::string cost = "(" + exchanges_text(ledger) + ", " + duration_text(ledger.run.elapsed) + "). ";
  page.raw(page.inked(std::string(sign(verdict)) + " " + counts_text(ledger), ink(verdict)) + " " + cost +
           page.inked(capitalized(conclusion(ledger)) + ".", Ink::bold) + "\n");
  return std::move(page).text();
}

std::string console_report(const Ledger& whole, const ConsoleOptions& options) {
  Ledger room;
  const Ledger& ledger = shortened(whole, LongNames::cut, room);
  const bool brief = options.quiet && !options.verbose;
  ConsolePage page(options.color, options.width);
  if (!brief) {
    write_header(page, ledger.run);
    if (!ledger.entries.empty()) write_table(page, ledger, options.verbose);
  }
  if (options.verbose) {
    write_every_clause(page, ledger);
    write_exchanges(page, ledger);
    if (ledger.run.question == Question::does_it_hold && !ledger.entries.empty()) {
      page.line("coverage", 0, 0, Ink::bold);
      page.raw(coverage_text(coverage_of(ledger), true));
      page.blank();
    }
  }
  if (!brief) {
    // Problems come last, next to the closing line: a reader looks at the end of a log first.
    if (options.verbose) {
      write_grouped(page, ledger, Standing::unexercised, false, false);
    } else {
      write_gaps(page, ledger);
    }
    write_waived(page, ledger, options.verbose);
    write_violations(page, ledger, Standing::warning, options);
    write_warnings_hint(page, ledger, options);
    write_rounds(page, ledger.run);
    write_notes(page, ledger.run, options.verbose);
  }
  write_grouped(page, ledger, Standing::undecided, true, !options.verbose);
  write_violations(page, ledger, Standing::violated, options);
  return std::move(page).text() + closing_line(ledger, options.color);
}

}  // namespace avouch
