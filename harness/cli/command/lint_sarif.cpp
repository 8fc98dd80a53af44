// SPDX-License-Identifier: MIT
#include "lint/sarif.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/percent.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

// RFC 3986 §3.3: the path of a URI reference. In a relative reference, no segment may look like a scheme.
std::string uri_of(const std::string& file) {
  return (file.starts_with('/') ? "file://" : "") + percent_encoded(file, std::string(kSubDelimiters) + "@/");
}

Json location_of(const Place& place) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(place.file)}}},
            {"region", {{"startLine", std::max(place.line, 1)}}}}},
          {"logicalLocations", Json::array({{{"fullyQualifiedName", place.pointer}, {"kind", "value"}}})}};
}

// The message, followed by the hint: "It is so. Fix it so."
Json message_of(const std::string& what, const std::string& hint) {
  return {{"text", what + (hint.empty() ? "." : ". " + hint)}};
}

Json result_of(const LintFinding& finding, std::size_t rule) {
  Json result = {{"ruleId", finding.rule},
                 {"ruleIndex", rule},
                 {"level", to_string(finding.severity)},
                 {"message", message_of(finding.message, finding.hint)},
                 {"locations", Json::array({location_of(finding.place)})}};
  // SARIF 2.1.0 §3.27.12: one location per result, unless all of them must be changed. The others are
  // related.
  if (!finding.others.empty()) {
    Json& related = result["relatedLocations"] = Json::array();
    for (const Place& place : finding.others) related.push_back(location_of(place));
  }
  // SARIF 2.1.0 §3.35.2.
  if (finding.silence != LintFinding::Silence::none) {
    const bool is_inside = finding.silence == LintFinding::Silence::in_document;
    result["suppressions"] = Json::array({{{"kind", is_inside ? "inSource" : "external"}}});
  }
  return result;
}

Json notification_of(const Error& error) {
  Json notification = {{"level", "error"}, {"message", message_of(error.title, error.hint)}};
  if (!error.place.file.empty()) notification["locations"] = Json::array({location_of(error.place)});
  return notification;
}

Json invocation_of(const Errors& errors) {
  Json notifications = Json::array();
  for (const Error& error : errors) notifications.push_back(notification_of(error));
  return {{"executionSuccessful", errors.empty()}, {"toolExecutionNotifications", std::move(notifications)}};
}

}  // namespace

std::string sarif_report(const std::vector<LintFinding>& findings, const Errors& errors,
                         const std::string& version) {
  std::map<std::string, std::size_t> rules;
  for (const LintFinding& finding : findings) rules.emplace(finding.rule, 0);
  Json described = Json::array();
  for (auto& [id, index] : rules) {
    index = described.size();
    described.push_back({{"id", id}});
  }
  Json results = Json::array();
  for (const LintFinding& finding : findings) results.push_back(result_of(finding, rules.at(finding.rule)));
  const Json driver = {{"name", "Avouch"}, {"version", version}, {"rules", std::move(described)}};
  const Json report = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                       {"version", "2.1.0"},
                       {"runs", Json::array({{{"tool", {{"driver", driver}}},
                                              {"invocations", Json::array({invocation_of(errors)})},
                                              {"columnKind", "unicodeCodePoints"},
                                              {"results", std::move(results)}}})}};
  return report.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace avouch
