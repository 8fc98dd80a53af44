// SPDX-License-Identifier: MIT
#include "reports/sarif_log.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "reports/json_coverage.h"
#include "reports/json_text.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

// §3.10.1, RFC 3986 §3.3: the path of a URI reference. In a relative reference, no segment may look like a
// scheme.
std::string uri_of(const std::string& file) {
  if (file.empty()) return "-";
  return (file.starts_with('/') ? "file://" : "") + percent_encoded(file, std::string(kSubDelimiters) + "@/");
}

Json sarif_location(const Place& place) {
  Json physical = {{"artifactLocation", {{"uri", uri_of(place.file)}}},
                   {"region", {{"startLine", std::max(place.line, 1)}}}};
  return {{"physicalLocation", std::move(physical)},
          {"logicalLocations", Json::array({{{"fullyQualifiedName", place.pointer}, {"kind", "value"}}})}};
}

Json sarif_result(const SarifResult& result, std::size_t rule) {
  Json json = {{"ruleId", result.rule}, {"ruleIndex", rule}};
  if (!result.kind.empty()) json["kind"] = result.kind;
  json["level"] = result.level;
  json["message"] = {{"text", seen(result.message)}};
  // §3.27.12: one location per result, unless all of them must be changed. The others are related.
  json["locations"] = Json::array({sarif_location(result.place)});
  if (!result.related.empty()) {
    Json& related = json["relatedLocations"] = Json::array();
    for (const Place& place : result.related) related.push_back(sarif_location(place));
  }
  if (!result.clause_fingerprint.empty())
    json["partialFingerprints"] = {{"avouchClause/v1", result.clause_fingerprint}};
  if (const std::optional<SarifSuppression>& accepted = result.suppression) {
    Json suppression = {{"kind", accepted->kind}};
    if (!accepted->justification.empty()) {
      suppression["status"] = "accepted";
      suppression["justification"] = seen(accepted->justification);
    }
    json["suppressions"] = Json::array({std::move(suppression)});
  }
  return json;
}

Json sarif_notification(const SarifNotification& notification) {
  Json json = {{"level", notification.is_warning ? "warning" : "error"},
               {"message", {{"text", seen(notification.message)}}}};
  if (!notification.place.file.empty()) json["locations"] = Json::array({sarif_location(notification.place)});
  return json;
}

}  // namespace

std::string sarif_text(const SarifLog& log) {
  std::map<std::string, std::size_t> rules;
  for (const SarifResult& result : log.results) rules.emplace(result.rule, 0);
  Json described = Json::array();
  for (auto& [id, index] : rules) {
    index = described.size();
    described.push_back({{"id", id}});
  }
  Json results = Json::array();
  for (const SarifResult& result : log.results)
    results.push_back(sarif_result(result, rules.at(result.rule)));
  Json notifications = Json::array();
  for (const SarifNotification& one : log.notifications) notifications.push_back(sarif_notification(one));
  const Json driver = {{"name", "Avouch"},
                       {"version", log.version.empty() ? "0" : log.version},
                       {"rules", std::move(described)}};
  const bool is_complete = std::all_of(log.notifications.begin(), log.notifications.end(),
                                       [](const SarifNotification& one) { return one.is_warning; });
  const Json invocation = {{"executionSuccessful", is_complete},
                           {"toolExecutionNotifications", std::move(notifications)}};
  Json run = {{"tool", {{"driver", driver}}},
              {"invocations", Json::array({invocation})},
              {"columnKind", "unicodeCodePoints"},
              {"results", std::move(results)}};
  if (log.covered != nullptr) run["properties"] = {{"coverage", coverage_json<Json>(*log.covered)}};
  const Json text = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                     {"version", "2.1.0"},
                     {"runs", Json::array({std::move(run)})}};
  return json_text(text.dump(2, ' ', true, Json::error_handler_t::replace));
}

}  // namespace avouch
