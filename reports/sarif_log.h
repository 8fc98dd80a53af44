// SPDX-License-Identifier: MIT
// Writes SARIF 2.1.0 (OASIS): the findings of a tool, for code hosts, which show them beside the lines.
//
//   SarifLog log{.version = "0.1.0"};
//   log.results.push_back({.rule = "status", .level = "error", .message = "It is so.", .place = place});
//   write_file("avouch.sarif", sarif_text(log));
//
// Every result has a physical location with a line. ASCII, keys in a fixed order. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "verdict/ledger.h"

namespace avouch {

// §3.35: a result that is accepted.
struct SarifSuppression {
  std::string_view kind;      // "inSource", "external"
  std::string justification;  // may be empty
};

struct SarifResult {
  std::string rule;
  std::string_view kind = {};  // §3.27.9: "open"; empty: "fail"
  std::string_view level;      // "error", "warning", "note", "none"
  std::string message;         // §3.11: whole sentences of plain text
  Place place;                 // without a line: the first
  std::vector<Place> related = {};
  std::string clause_fingerprint = {};  // for systems that compare two runs; may be empty
  std::optional<SarifSuppression> suppression = {};
};

// §3.20.21: what kept the tool from being complete.
struct SarifNotification {
  bool is_warning = false;  // it did not keep the run from being complete
  std::string message;
  Place place = {};  // no file: none
};

struct SarifLog {
  std::string version;  // of Avouch
  std::vector<SarifResult> results = {};
  std::vector<SarifNotification> notifications = {};
  const Ledger* covered = nullptr;  // whose coverage is a property of the run (§3.8); not owned
};

// Ends in a line feed.
std::string sarif_text(const SarifLog& log);

}  // namespace avouch
