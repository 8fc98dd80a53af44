// SPDX-License-Identifier: MIT
#include "reports/allure.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/text.h"
#include "reports/fingerprint.h"
#include "reports/json_text.h"
#include "reports/message_text.h"
#include "reports/summary.h"
#include "verdict/coverage.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

// RFC 9562 §4: the form alone; the digits are those of the fingerprint.
std::string uuid_of(const std::string& fingerprint) {
  std::string uuid = fingerprint;
  for (const std::size_t at : {20U, 16U, 12U, 8U}) uuid.insert(at, "-");
  return uuid;
}

std::string allure_trace(const Entry& entry) {
  std::string trace;
  for (const Finding& finding : entry.verdict.findings) {
    trace += seen(finding.where) + ": " + seen(value_seen(finding)) + ", expected " + seen(finding.expected) +
             "\n";
  }
  if (const std::string place = to_string(entry.clause->place); !place.empty())
    trace += "contract: " + seen(place) + "\n";
  if (!entry.reproduce.empty()) trace += "repeat: " + seen(entry.reproduce.text()) + "\n";
  return trace;
}

Json label(const char* name, std::string_view value) {
  return {{"name", name}, {"value", seen(value)}};
}

bool is_web_link(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

// What stands beside several clauses: the exchange of a probe, by the name of its file.
using Attachments = std::map<std::string_view, std::string>;

constexpr std::size_t kLongestContent = 64U << 10U;

Attachments attachments_of(const Ledger& ledger, std::vector<FolderFile>& files) {
  std::map<std::string_view, bool> wanted;
  for (const Entry& entry : ledger.entries) {
    const Standing how = standing(entry);
    if (how != Standing::holds && how != Standing::unexercised) wanted[entry.probe] = true;
  }
  Attachments all;
  for (const SentRequest& exchange : ledger.exchanges) {
    if (!exchange.messages || !wanted.contains(exchange.probe)) continue;
    const std::string name = fingerprint(exchange.probe) + "-attachment.txt";
    if (!all.try_emplace(exchange.probe, name).second) continue;
    std::string text;
    for (const std::string& value : exchange.values) text += printable(value) + "\n";
    if (!text.empty()) text += '\n';
    text += request_text(*exchange.messages, kLongestContent) + "\n";
    text += exchange.messages->status == 0 ? printable(exchange.outcome) + "\n"
                                           : response_text(*exchange.messages, kLongestContent);
    files.push_back({name, std::move(text)});
  }
  return all;
}

Json allure_result(const Ledger& ledger, const Entry& entry, const Attachments& attachments) {
  using std::chrono::milliseconds;
  const Standing how = standing(entry);
  const std::string id = fingerprint(entry.clause->coordinate);
  const auto start = std::chrono::duration_cast<milliseconds>(ledger.run.started.time_since_epoch()).count();
  const auto lasted =
      std::max<std::int64_t>(std::chrono::duration_cast<milliseconds>(entry.elapsed).count(), 0);
  Json result = {{"uuid", uuid_of(id)},
                 {"historyId", id},
                 {"testCaseId", id},
                 {"fullName", seen(entry.clause->coordinate)},
                 {"name", seen(entry.clause->coordinate)},
                 {"description", seen(entry.clause->claim)},
                 {"status", test_status(how, "broken")},
                 {"stage", "finished"},
                 {"start", start},
                 {"stop", start + lasted}};
  Json details = Json::object();
  if (const std::string message = message_of(entry); !message.empty()) details["message"] = seen(message);
  if (how != Standing::holds && how != Standing::unexercised) details["trace"] = allure_trace(entry);
  if (how == Standing::waived) details["known"] = true;
  if (!details.empty()) result["statusDetails"] = std::move(details);
  result["labels"] = Json::array(
      {label("framework", "avouch"), label("language", "http"), label("host", ledger.run.hostname),
       label("parentSuite", ledger.run.title.empty() ? "API" : ledger.run.title),
       label("suite", entry.clause->operation), label("subSuite", to_string(entry.clause->kind)),
       label("severity", entry.clause->severity == Severity::warning ? "minor" : "normal")});
  Json links = Json::array();
  if (entry.waived && is_web_link(entry.waived->issue))
    links.push_back(
        {{"type", "issue"}, {"name", seen(entry.waived->issue)}, {"url", seen(entry.waived->issue)}});
  result["links"] = std::move(links);
  result["steps"] = Json::array();
  result["parameters"] = Json::array();
  result["attachments"] = Json::array();
  const auto exchange = attachments.find(entry.probe);
  if (exchange != attachments.end() && how != Standing::holds && how != Standing::unexercised)
    result["attachments"].push_back(
        {{"name", "exchange"}, {"source", exchange->second}, {"type", "text/plain"}});
  return result;
}

// Java properties: ISO-8859-1, and \ begins an escape. What printable() leaves beyond ASCII is left out.
void append_property(std::string& out, const std::string& name, std::string_view value) {
  out += name + "=";
  for (const char c : printable(value)) {
    if (c == '\\') out += '\\';
    out += (static_cast<unsigned char>(c) & 0x80U) == 0 ? c : '?';
  }
  out += '\n';
}

// A key of properties: blanks, = and : end it.
std::string property_name(std::string_view text) {
  std::string name;
  for (const char c : printable(text)) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_plain && std::string_view(" :=\\#!").find(c) != std::string_view::npos) name += '\\';
    name += (static_cast<unsigned char>(c) & 0x80U) == 0 ? c : '?';
  }
  return name;
}

// Allure shows no text of a run as a whole but its environment.
void append_fault_properties(std::string& out, const Run& run) {
  if (run.faults.empty()) return;
  constexpr std::size_t kMost = 20;
  append_property(out, property_name("Faults in the contract"), std::to_string(run.faults.size()));
  for (std::size_t i = 0; i < std::min(run.faults.size(), kMost); ++i)
    append_property(out, property_name("Fault " + std::to_string(i + 1)), run.faults[i]);
}

// People read the table of the environment, so it has no long lists; every clause is a test anyhow.
void append_coverage_properties(std::string& out, const Ledger& ledger) {
  if (ledger.run.question != Question::does_it_hold || ledger.entries.empty()) return;
  const CoverageReport coverage = coverage_of(ledger);
  append_property(out, "Coverage", covered_text(coverage.whole));
  for (const CoverageSection& section : sections_of(coverage)) {
    if (section.is_long) continue;
    for (const Coverage& row : *section.rows)
      append_property(out, property_name("Coverage of " + row.name), covered_text(row));
  }
}

}  // namespace

std::vector<FolderFile> allure_results(const Ledger& ledger) {
  std::vector<FolderFile> files;
  const Attachments attachments = attachments_of(ledger, files);
  for (const Entry& entry : ledger.entries) {
    files.push_back(
        {fingerprint(entry.clause->coordinate) + "-result.json",
         json_text(
             allure_result(ledger, entry, attachments).dump(2, ' ', true, Json::error_handler_t::replace))});
  }
  std::string environment;
  append_property(environment, "Avouch", ledger.run.version);
  append_property(environment, "Contract", ledger.run.contract);
  append_property(environment, "Target", ledger.run.target);
  append_fault_properties(environment, ledger.run);
  append_coverage_properties(environment, ledger);
  files.push_back({"environment.properties", std::move(environment)});
  return files;
}

}  // namespace avouch
