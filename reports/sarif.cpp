// SPDX-License-Identifier: MIT
#include "reports/sarif.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "reports/fingerprint.h"
#include "reports/json_text.h"
#include "reports/summary.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

// §3.10.1: a URI reference; in a relative one, no segment may look like a scheme.
std::string uri_of(const std::string& file) {
  return (file.starts_with('/') ? "file://" : "") + percent_encoded(file, std::string(kSubDelimiters) + "@/");
}

std::string rule_of(const Entry& entry) {
  std::string rule(to_string(entry.clause.kind));
  std::replace(rule.begin(), rule.end(), ' ', '-');
  return rule;
}

// §3.11: whole sentences of plain text.
Json sarif_message(const Entry& entry) {
  std::string text = seen(entry.clause.coordinate) + ": " + seen(headline(entry)) + ".";
  if (!entry.reproduce.empty()) text += " Repeat it by: " + seen(entry.reproduce) + " .";
  return {{"text", text}};
}

Json location_of(const Ledger& ledger, const Clause& clause) {
  const std::string& file = clause.place.file.empty() ? ledger.run.contract : clause.place.file;
  Json physical = {{"artifactLocation", {{"uri", uri_of(file.empty() ? "-" : file)}}},
                   {"region", {{"startLine", std::max(clause.place.line, 1)}}}};
  return {
      {"physicalLocation", std::move(physical)},
      {"logicalLocations", Json::array({{{"fullyQualifiedName", clause.place.pointer}, {"kind", "value"}}})}};
}

Json result_of(const Ledger& ledger, const Entry& entry, std::size_t rule) {
  const Standing how = standing(entry);
  Json result = {{"ruleId", rule_of(entry)}, {"ruleIndex", rule}};
  if (how == Standing::undecided) result["kind"] = "open";
  result["level"] = how == Standing::undecided ? "none" : how == Standing::warning ? "warning" : "error";
  result["message"] = sarif_message(entry);
  result["locations"] = Json::array({location_of(ledger, entry.clause)});
  result["partialFingerprints"] = {{"avouchClause/v1", fingerprint(entry.clause.coordinate)}};
  if (entry.waived) {
    result["suppressions"] = Json::array({{{"kind", "external"},
                                           {"status", "accepted"},
                                           {"justification", seen(waived_text(*entry.waived))}}});
  }
  return result;
}

bool is_result(const Entry& entry) {
  return entry.verdict.outcome == Outcome::violated || entry.verdict.outcome == Outcome::undecided;
}

// §3.20.21: what kept the run from being complete.
Json invocation_of(const Ledger& ledger) {
  Json notifications = Json::array();
  const auto notify = [&](const std::string& text) {
    notifications.push_back({{"level", "error"}, {"message", {{"text", seen(text) + "."}}}});
  };
  if (ledger.run.interrupted) notify("The run was interrupted");
  if (ledger.run.admission == Admission::refused)
    notify("No call with credentials succeeded: they were missing or refused");
  for (const Unmet& unmet : ledger.run.unmet) notify(unmet.what);
  return {{"executionSuccessful", notifications.empty()}, {"toolExecutionNotifications", notifications}};
}

}  // namespace

std::string run_sarif_report(const Ledger& ledger) {
  std::vector<std::string> rules;
  for (const Entry& entry : ledger.entries) {
    if (is_result(entry)) rules.push_back(rule_of(entry));
  }
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  Json described = Json::array();
  for (const std::string& rule : rules) described.push_back({{"id", rule}});
  Json results = Json::array();
  for (const Entry& entry : ledger.entries) {
    if (!is_result(entry)) continue;
    const auto rule = std::lower_bound(rules.begin(), rules.end(), rule_of(entry)) - rules.begin();
    results.push_back(result_of(ledger, entry, static_cast<std::size_t>(rule)));
  }
  const Json driver = {{"name", "Avouch"},
                       {"version", ledger.run.version.empty() ? "0" : ledger.run.version},
                       {"rules", std::move(described)}};
  const Json report = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                       {"version", "2.1.0"},
                       {"runs", Json::array({{{"tool", {{"driver", driver}}},
                                              {"invocations", Json::array({invocation_of(ledger)})},
                                              {"columnKind", "unicodeCodePoints"},
                                              {"results", std::move(results)}}})}};
  return json_text(report.dump(2, ' ', true, Json::error_handler_t::replace));
}

}  // namespace avouch
