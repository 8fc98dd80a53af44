// SPDX-License-Identifier: MIT
#include "reports/ctrf.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_set>

#include "base/text.h"
#include "reports/json_coverage.h"
#include "reports/json_text.h"
#include "reports/summary.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kUndecided = "other";  // the status of CTRF for what is neither

std::int64_t millis(std::chrono::microseconds time) {
  return std::max<std::int64_t>(time.count(), 0) / 1000;
}

std::string trace_of(const Entry& entry) {
  std::string trace;
  for (const Finding& finding : entry.verdict.findings)
    trace += place_and_value(finding, entry.verdict.reason) + ", expected " + finding.expected + "\n";
  if (!entry.reproduce.empty()) trace += "repeat: " + entry.reproduce.text() + "\n";
  return trace;
}

// `is_first`: an exchange counts for its first clause.
Json test_of(const Entry& entry, bool is_first) {
  const Standing how = standing(entry);
  Json test = {{"name", seen(entry.clause->coordinate)},
               {"status", test_status(how, kUndecided)},
               {"duration", is_first ? millis(entry.elapsed) : 0},
               {"suite", Json::array({seen(entry.clause->operation), to_string(entry.clause->kind)})},
               {"rawStatus", to_string(how)}};
  if (const std::string message = message_of(entry); !message.empty()) test["message"] = seen(message);
  const bool is_shown = how != Standing::holds && how != Standing::unexercised;
  if (const std::string trace = is_shown ? trace_of(entry) : ""; !trace.empty()) test["trace"] = seen(trace);
  if (!entry.clause->place->file.empty()) test["filePath"] = seen(entry.clause->place->file);
  if (entry.clause->place->line > 0) test["line"] = entry.clause->place->line;
  return test;
}

}  // namespace

std::string ctrf_report(const Ledger& ledger) {
  Json tests = Json::array();
  std::map<std::string_view, std::size_t> counts;
  std::unordered_set<std::string_view> counted_probes;
  for (const Entry& entry : ledger.entries) {
    ++counts[test_status(standing(entry), kUndecided)];
    tests.push_back(test_of(entry, !entry.probe.empty() && counted_probes.insert(entry.probe).second));
  }
  const auto start =
      std::chrono::duration_cast<std::chrono::milliseconds>(ledger.run.started.time_since_epoch()).count();
  const Json summary = {{"tests", ledger.entries.size()},
                        {"passed", counts["passed"]},
                        {"failed", counts["failed"]},
                        {"skipped", counts["skipped"]},
                        {"pending", 0},
                        {"other", counts[kUndecided]},
                        {"start", start},
                        {"stop", start + millis(ledger.run.elapsed)}};
  Json report = {{"reportFormat", "CTRF"},
                 {"specVersion", "0.0.0"},
                 {"results",
                  {{"tool", {{"name", "Avouch"}, {"version", ledger.run.version}}},
                   {"summary", summary},
                   {"tests", std::move(tests)},
                   {"environment",
                    {{"reportName", capitalized(seen(conclusion(ledger)))},
                     {"appName", seen(ledger.run.title)},
                     {"testEnvironment", seen(ledger.run.target)}}}}}};
  if (ledger.run.question == Question::does_it_hold)
    report["results"]["extra"] = {{"coverage", coverage_json<Json>(ledger)}};
  for (const std::string& fault : ledger.run.faults)
    report["results"]["extra"]["faults"].push_back(seen(fault));
  return json_text(report.dump(2, ' ', true, Json::error_handler_t::replace));
}

}  // namespace avouch
