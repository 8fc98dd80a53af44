// SPDX-License-Identifier: MIT
#include "reports/code_quality.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text.h"
#include "reports/fingerprint.h"
#include "reports/json_text.h"
#include "reports/summary.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

// Empty: no finding.
std::string_view severity_of(const Entry& entry) {
  switch (standing(entry)) {
    case Standing::violated:
      return entry.clause->kind == ClauseKind::security ? "critical" : "major";
    case Standing::warning:
      return "minor";
    case Standing::waived:
      return "info";
    case Standing::undecided:
    case Standing::unexercised:
    case Standing::holds:
      return {};
  }
  return {};
}

}  // namespace

std::string code_quality_report(const Ledger& ledger) {
  Json findings = Json::array();
  for (const Entry& entry : ledger.entries) {
    const std::string_view severity = severity_of(entry);
    if (severity.empty()) continue;
    const Clause& clause = entry.clause;
    const std::string& file = clause.place->file.empty() ? ledger.run.contract : clause.place->file.text();
    std::string text = clause.coordinate + ": " + headline(entry);
    if (entry.waived) text += " (known: " + waived_text(*entry.waived) + ")";
    findings.push_back(
        {{"description", seen(text)},
         {"check_name", "avouch " + std::string(to_string(clause.kind))},
         {"fingerprint", fingerprint(clause.coordinate)},
         {"severity", severity},
         {"location", {{"path", seen(file)}, {"lines", {{"begin", std::max(clause.place->line, 1)}}}}}});
  }
  const Run& run = ledger.run;
  for (std::size_t i = 0; i < run.faults.size(); ++i) {
    const Place place = i < run.fault_places.size() ? run.fault_places[i] : Place{};
    findings.push_back({{"description", seen("fault in the contract: " + run.faults[i])},
                        {"check_name", "avouch contract"},
                        {"fingerprint", fingerprint("fault " + run.faults[i])},
                        {"severity", "minor"},
                        {"location",
                         {{"path", seen(place.file.empty() ? run.contract : place.file.text())},
                          {"lines", {{"begin", std::max(place.line, 1)}}}}}});
  }
  return json_text(findings.dump(2, ' ', true, Json::error_handler_t::replace));
}

}  // namespace avouch
