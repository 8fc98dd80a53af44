// SPDX-License-Identifier: MIT
#include "reports/github.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/text.h"
#include "reports/shortened.h"
#include "reports/summary.h"
#include "verdict/causes.h"
#include "verdict/coverage.h"

namespace avouch {
namespace {

constexpr std::size_t kMostAnnotations = 10;  // of a level that GitHub shows per step
constexpr std::size_t kMostBytes = 900'000;
constexpr std::size_t kLongest = 1'000;  // code points of one text

// Workflow commands: %, CR and LF end or change the message, : and , a property.
std::string command_text(std::string_view text, bool is_property) {
  std::string out;
  for (const char c : shown(text, kLongest)) {
    if (c == '%') {
      out += "%25";
    } else if (is_property && c == ':') {
      out += "%3A";
    } else if (is_property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string where_of(const Cause& cause) {
  return cause.entries.size() == 1 ? cause.entries.front()->clause->coordinate
                                   : counted(cause.entries.size(), "clause", "clauses") + " of " +
                                         counted(cause.operations, "operation", "operations") + ", such as " +
                                         cause.entries.front()->clause->coordinate;
}

void append_annotation(std::string& out, const char* level, const Place& place, std::string_view title,
                       std::string_view message) {
  out += std::string("::") + level + " ";
  if (!place.file.empty())
    out +=
        "file=" + command_text(place.file, true) + ",line=" + std::to_string(std::max(place.line, 1)) + ",";
  out += "title=" + command_text(title, true) + "::" + command_text(message, false) + "\n";
}

struct Annotation {
  Place place;
  std::string title;
  std::string message;
};

std::vector<Annotation> annotations_of(const std::vector<Cause>& causes) {
  std::vector<Annotation> all;
  for (const Cause& cause : causes)
    all.push_back({cause.entries.front()->clause->place, where_of(cause), cause.title});
  return all;
}

// `last` are always shown: what they say stands in no other annotation.
void append_annotations(std::string& out, const char* level, const std::vector<Annotation>& all,
                        const std::vector<Annotation>& last = {}) {
  const std::size_t room = kMostAnnotations - std::min(last.size(), kMostAnnotations - 1);
  const std::size_t limit = all.size() > room ? room - 1 : all.size();
  for (std::size_t i = 0; i < limit; ++i)
    append_annotation(out, level, all[i].place, all[i].title, all[i].message);
  if (limit < all.size()) {
    append_annotation(out, level, {}, "Avouch",
                      "and " + counted(all.size() - limit, "more cause", "more causes") +
                          "; the log and the reports have them");
  }
  for (const Annotation& one : last) append_annotation(out, level, one.place, one.title, one.message);
}

// One that says how many there are, at the first.
std::vector<Annotation> fault_annotations(const Run& run) {
  if (run.faults.empty()) return {};
  const std::size_t more = run.faults.size() - 1;
  return {{run.fault_places.empty() ? Place{} : run.fault_places.front(),
           counted(run.faults.size(), "fault", "faults") + " in the contract",
           run.faults.front() +
               (more > 0 ? "; and " + std::to_string(more) + " more, which the summary has" : "")}};
}

std::string code(std::string_view text) {
  return "<code>" + markdown_text(text) + "</code>";
}

void append_cause(std::string& out, const Cause& cause) {
  const Entry& first = *cause.entries.front();
  out += "<details><summary>" + markdown_text(cause.title) + " (" +
         counted(cause.entries.size(), "clause", "clauses") + ")</summary>\n\n";
  constexpr std::size_t kMostClauses = 20;
  const std::size_t limit = std::min(cause.entries.size(), kMostClauses);
  for (std::size_t i = 0; i < limit; ++i) out += "- " + code(cause.entries[i]->clause->coordinate) + "\n";
  if (limit < cause.entries.size())
    out += "- and " + std::to_string(cause.entries.size() - limit) + " more\n";
  for (const Finding& finding : first.verdict.findings) {
    out += "\nseen " + code(place_and_value(finding, first.verdict.reason)) + ", expected " +
           code(finding.expected) + "\n";
  }
  if (const std::string place = to_string(first.clause->place); !place.empty())
    out += "\ncontract " + code(place) + "\n";
  if (!first.reproduce.empty()) out += "\nrepeat " + code(first.reproduce.text()) + "\n";
  out += "\n</details>\n";
}

void append_section(std::string& out, const Ledger& ledger, Standing wanted) {
  const std::vector<const Entry*> entries = entries_of(ledger, wanted);
  if (entries.empty()) return;
  const std::vector<Cause> causes = causes_of(entries);
  out += "\n### " + std::string(sign(wanted)) + " " +
         capitalized(words(ledger.run.question, wanted).heading) + ": " +
         counted(entries.size(), "clause", "clauses") + ", " + counted(causes.size(), "cause", "causes") +
         "\n\n";
  std::size_t done = 0;
  for (; done < causes.size() && out.size() < kMostBytes / 2; ++done) {
    std::string one;
    append_cause(one, causes[done]);
    if (out.size() + one.size() > kMostBytes) break;
    out += one;
  }
  if (done < causes.size())
    out += "\nand " + counted(causes.size() - done, "more cause", "more causes") + "\n";
}

// Undecided clauses: a line per reason.
void append_reasons(std::string& out, const Ledger& ledger) {
  const std::vector<ReasonGroup> groups = by_reason(ledger, Standing::undecided);
  if (groups.empty()) return;
  constexpr std::size_t kMost = 10;
  out += "\n### Undecided\n\n";
  for (std::size_t i = 0; i < std::min(groups.size(), kMost); ++i) {
    out += "- " + counted(groups[i].entries.size(), "clause", "clauses") + ": " +
           markdown_text(groups[i].reason) + "\n";
  }
}

void append_faults(std::string& out, const Run& run) {
  if (run.faults.empty()) return;
  constexpr std::size_t kMost = 20;
  const std::size_t limit = std::min(run.faults.size(), kMost);
  out += "\n### Faults in the contract: " + std::to_string(run.faults.size()) + "\n\n";
  for (std::size_t i = 0; i < limit; ++i) out += "- " + markdown_text(run.faults[i]) + "\n";
  if (limit < run.faults.size()) out += "- and " + std::to_string(run.faults.size() - limit) + " more\n";
}

constexpr std::size_t kMostSummaryRows = 50;  // of a list of the coverage

// A cell has no line feeds, and no character that means something to Markdown.
void append_coverage_rows(std::string& out, const CoverageSection& section) {
  std::vector<const Coverage*> rows;
  for (const Coverage& row : *section.rows) {
    if (!section.is_long || row.holds < row.clauses) rows.push_back(&row);
  }
  if (section.rows->empty()) return;
  const std::size_t limit = std::min(rows.size(), kMostSummaryRows);
  const std::size_t others = section.rows->size() - limit;
  if (limit == 0) {
    out += "| **" + capitalized(section.heading) + "**: all " + std::to_string(others) +
           " hold whole | | | | | |\n";
    return;
  }
  out += "| **" + capitalized(section.heading) + "** | | | | | |\n";
  for (std::size_t i = 0; i < limit; ++i) {
    const Coverage& row = *rows[i];
    out += "| " + markdown_text(row.name) + " | " + covered_share(row) + " | " + std::to_string(row.holds) +
           " | " + std::to_string(row.failing) + " | " + std::to_string(row.warnings) + " | " +
           std::to_string(row.clauses) + " |\n";
  }
  if (others > 0) out += "| and " + std::to_string(others) + " more | | | | | |\n";
}

void append_coverage_summary(std::string& out, const Ledger& ledger) {
  if (ledger.entries.empty() || ledger.run.question != Question::does_it_hold) return;
  const CoverageReport report = coverage_of(ledger);
  std::string table =
      "\n<details><summary>Coverage: " + covered_text(report.whole) +
      "</summary>\n\n| | exercised | hold | violated | warnings | clauses |\n|---|--:|--:|--:|--:|--:|\n";
  for (const CoverageSection& section : sections_of(report)) append_coverage_rows(table, section);
  table += "\n</details>\n";
  if (out.size() + table.size() <= kMostBytes) out += table;
}

}  // namespace

std::string github_annotations(const Ledger& whole) {
  Ledger room;
  const Ledger& ledger = shortened(whole, LongNames::cut, room);
  std::vector<Annotation> of_the_run;
  if (const std::size_t undecided = ledger.tally().undecided; undecided > 0) {
    of_the_run.push_back({{},
                          "Avouch",
                          counted(undecided, "clause", "clauses") + " could not be judged: " +
                              headline(*entries_of(ledger, Standing::undecided).front())});
  }
  for (const Unmet& unmet : ledger.run.unmet) of_the_run.push_back({{}, "Avouch", unmet.what});
  std::string out;
  append_annotations(out, "error", annotations_of(causes_of(entries_of(ledger, Standing::violated))),
                     of_the_run);
  append_annotations(out, "warning", annotations_of(causes_of(entries_of(ledger, Standing::warning))),
                     fault_annotations(ledger.run));
  return out;
}

std::string github_summary(const Ledger& whole_run) {
  Ledger room;
  const Ledger& ledger = shortened(whole_run, LongNames::cut, room);
  const Standing whole = overall(ledger).value_or(Standing::unexercised);
  std::string out = "## " + std::string(sign(whole)) + " " +
                    capitalized(markdown_text(shown(conclusion(ledger), kLongest))) + "\n\n" +
                    markdown_text(counts_text(ledger)) + "\n\n";
  if (!ledger.run.title.empty()) out += "- " + markdown_text(ledger.run.title) + "\n";
  out += "- contract " + code(ledger.run.contract) + "\n- target " + code(ledger.run.target) + "\n";
  if (const std::optional<Rounds>& rounds = ledger.run.rounds)
    out += "- repeated: " + markdown_text(rounds_text(*rounds)) + "\n";
  append_section(out, ledger, Standing::violated);
  append_reasons(out, ledger);
  for (const Standing wanted : {Standing::warning, Standing::waived}) append_section(out, ledger, wanted);
  const std::vector<Gap> gaps = gaps_of(entries_of(ledger, Standing::unexercised));
  if (!gaps.empty()) out += "\n### Unexercised\n\n";
  constexpr std::size_t kMostGaps = 20;
  for (std::size_t i = 0; i < std::min(gaps.size(), kMostGaps); ++i) {
    out += "- " + std::to_string(gaps[i].entries.size()) + ": " + markdown_text(gaps[i].title) +
           (gaps[i].advice.empty() ? "" : " (" + markdown_text(gaps[i].advice) + ")") + "\n";
  }
  append_faults(out, ledger.run);
  append_coverage_summary(out, ledger);
  return out;
}

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : shown(text, kLongest)) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          c == ' ' || (static_cast<unsigned char>(c) & 0x80U) != 0;
    out += is_plain ? std::string(1, c) : "&#" + std::to_string(static_cast<int>(c)) + ";";
  }
  return out;
}

}  // namespace avouch
