// SPDX-License-Identifier: MIT
#include "reports/tap.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text.h"
#include "reports/summary.h"
#include "verdict/coverage.h"

namespace avouch {
namespace {

// A description or a reason: # begins a directive, \ escapes.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// A double-quoted scalar of YAML 1.2 on one line; a JSON string in ASCII is one.
std::string yaml_text(std::string_view text) {
  return nlohmann::json(printable(text)).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

void append_field(std::string& out, const char* name, std::string_view text) {
  if (!text.empty()) out += std::string("  ") + name + ": " + yaml_text(text) + "\n";
}

// The diagnostics of a test point: an indented YAML block.
void append_diagnostics(std::string& out, const Entry& entry) {
  out += "  ---\n";
  append_field(out, "message", headline(entry));
  append_field(out, "severity", to_string(standing(entry)));
  append_field(out, "claim", entry.clause->claim);
  if (!entry.verdict.findings.empty()) out += "  findings:\n";
  for (const Finding& finding : entry.verdict.findings) {
    out += "    - where: " + yaml_text(finding.where) + "\n      seen: " + yaml_text(value_seen(finding)) +
           "\n      expected: " + yaml_text(finding.expected) + "\n";
  }
  append_field(out, "contract", to_string(entry.clause->place));
  append_field(out, "repeat", entry.reproduce.text());
  out += "  ...\n";
}

void append_point(std::string& out, std::size_t number, const Entry& entry) {
  const Standing how = standing(entry);
  const bool is_ok = how == Standing::holds || how == Standing::warning || how == Standing::unexercised;
  out += std::string(is_ok ? "ok " : "not ok ") + std::to_string(number) + " - " +
         escaped(entry.clause->coordinate);
  if (how == Standing::unexercised) out += " # SKIP " + escaped(entry.verdict.reason);
  if (how == Standing::waived) out += " # TODO " + escaped(waived_text(*entry.waived));
  out += '\n';
  if (how != Standing::holds && how != Standing::unexercised) append_diagnostics(out, entry);
}

void append_coverage_comments(std::string& out, const Ledger& ledger) {
  if (ledger.run.question != Question::does_it_hold || ledger.entries.empty()) return;
  const CoverageReport coverage = coverage_of(ledger);
  out += "# coverage: " + covered_text(coverage.whole) + "\n";
  for (const CoverageSection& section : sections_of(coverage)) {
    for (const Coverage& row : *section.rows)
      out += std::string("# coverage of ") + section.heading + ": " + shown(row.name) + ": " +
             covered_text(row) + "\n";
  }
}

}  // namespace

std::string tap_report(const Ledger& ledger) {
  std::string out = "TAP version 14\n1.." + std::to_string(ledger.entries.size()) + "\n";
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) append_point(out, i + 1, ledger.entries[i]);
  if (!ledger.run.title.empty()) out += "# " + printable(ledger.run.title) + "\n";
  for (const std::string& note : ledger.run.notes) out += "# note: " + printable(note) + "\n";
  for (const std::string& fault : ledger.run.faults)
    out += "# fault in the contract: " + printable(fault) + "\n";
  append_coverage_comments(out, ledger);
  return out + "# " + counts_text(ledger) + ". " + capitalized(printable(conclusion(ledger))) + ".\n";
}

}  // namespace avouch
