// SPDX-License-Identifier: MIT
#include "lint/sarif.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace avouch {
namespace {

using json = nlohmann::ordered_json;

// RFC 3986 §3.3: a path of a URI reference; of a relative one no segment may look like a scheme.
std::string uri_of(const std::string& file) {
  constexpr std::string_view kPlain = "-._~!$&'()*+,;=@/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri = file.starts_with('/') ? "file://" : "";
  for (const char c : file) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_letter || kPlain.find(c) != kPlain.npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
  }
  return uri;
}

json location_of(const Place& place) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(place.file)}}},
            {"region", {{"startLine", std::max(place.line, 1)}}}}},
          {"logicalLocations", json::array({{{"fullyQualifiedName", place.pointer}, {"kind", "value"}}})}};
}

json result_of(const LintFinding& finding, std::size_t rule) {
  const std::string text = finding.message + (finding.mend.empty() ? "." : ". " + finding.mend);
  return {{"ruleId", finding.rule},
          {"ruleIndex", rule},
          {"level", to_string(finding.severity)},
          {"message", {{"text", text}}},
          {"locations", json::array({location_of(finding.place)})}};
}

}  // namespace

std::string sarif_report(const std::vector<LintFinding>& findings, const std::string& version) {
  std::map<std::string, std::size_t> rules;
  for (const LintFinding& finding : findings) rules.emplace(finding.rule, 0);
  json described = json::array();
  for (auto& [id, index] : rules) {
    index = described.size();
    described.push_back({{"id", id}});
  }
  json results = json::array();
  for (const LintFinding& finding : findings) results.push_back(result_of(finding, rules.at(finding.rule)));
  const json driver = {{"name", "Avouch"}, {"version", version}, {"rules", std::move(described)}};
  const json report = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                       {"version", "2.1.0"},
                       {"runs", json::array({{{"tool", {{"driver", driver}}},
                                              {"columnKind", "unicodeCodePoints"},
                                              {"results", std::move(results)}}})}};
  return report.dump(2, ' ', true, json::error_handler_t::replace) + "\n";
}

}  // namespace avouch
