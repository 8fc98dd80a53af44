// SPDX-License-Identifier: MIT
#include "reports/sarif.h"

#include <algorithm>

#include "reports/fingerprint.h"
#include "reports/sarif_log.h"
#include "reports/summary.h"

namespace avouch {
namespace {

std::string rule_of(const Entry& entry) {
  std::string rule(to_string(entry.clause->kind));
  std::replace(rule.begin(), rule.end(), ' ', '-');
  return rule;
}

std::string sarif_message(const Entry& entry) {
  std::string text = entry.clause->coordinate + ": " + headline(entry) + ".";
  if (!entry.reproduce.empty()) text += " Repeat it by: " + entry.reproduce.text() + " .";
  return text;
}

SarifResult result_of(const Ledger& ledger, const Entry& entry) {
  const Standing how = standing(entry);
  const bool is_open = how == Standing::undecided;
  SarifResult result{.rule = rule_of(entry),
                     .kind = is_open ? "open" : "",
                     .level = is_open                    ? "none"
                              : how == Standing::warning ? "warning"
                                                         : "error",
                     .message = sarif_message(entry),
                     .place = entry.clause->place,
                     .clause_fingerprint = fingerprint(entry.clause->coordinate)};
  if (result.place.file.empty()) result.place.file = ledger.run.contract;
  if (entry.waived)
    result.suppression = SarifSuppression{.kind = "external", .justification = waived_text(*entry.waived)};
  return result;
}

bool is_result(const Entry& entry) {
  return entry.verdict.outcome == Outcome::violated || entry.verdict.outcome == Outcome::undecided;
}

}  // namespace

std::string run_sarif_report(const Ledger& ledger) {
  SarifLog log{.version = ledger.run.version};
  for (const Entry& entry : ledger.entries) {
    if (is_result(entry)) log.results.push_back(result_of(ledger, entry));
  }
  for (const std::string& fault : ledger.run.faults)
    log.notifications.push_back({.is_warning = true, .message = "Fault in the contract: " + fault + "."});
  const auto notify = [&](const std::string& text) { log.notifications.push_back({.message = text + "."}); };
  if (ledger.run.interrupted) notify("The run was interrupted");
  if (ledger.run.admission == Admission::refused)
    notify("No call with credentials succeeded: they were missing or refused");
  for (const Unmet& unmet : ledger.run.unmet) notify(unmet.what);
  if (ledger.run.question == Question::does_it_hold) log.covered = &ledger;
  return sarif_text(log);
}

}  // namespace avouch
