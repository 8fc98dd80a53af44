// SPDX-License-Identifier: MIT
// A clause: the smallest claim of the documentation that can be true or false on its own.
//
//   Clause{.coordinate = "FetchConfigurationWebhook/200/body/account_sid/pattern",
//          .operation = "FetchConfigurationWebhook", .kind = ClauseKind::body_schema,
//          .claim = "account_sid matches ^AC[0-9a-fA-F]{32}$"};
//
// The coordinate identifies the clause permanently. It says where the claim stands; it is not a position in a
// list. Contracts, verdicts and reports share this type, so it has its own room.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

enum class ClauseKind { status, media_type, body_syntax, body_schema, header, cors, security, drift };

// Returns the label for people: "status", "media type", "body syntax", "body", "headers", "cors", "security",
// "drift".
std::string_view to_string(ClauseKind kind);

// A violated warning is reported but does not fail the run, unless --strict promotes it.
enum class Severity { violation, warning };

struct Clause {
  std::string coordinate;  // unique in its contract
  std::string operation;   // operationId
  ClauseKind kind = ClauseKind::status;
  Severity severity = Severity::violation;
  std::string claim;          // the claim: a sentence without a full stop
  Place place;                // where the contract makes the claim
  std::string documentation;  // where the documentation makes the claim; empty if the contract does not tell

  bool operator==(const Clause&) const = default;
};

}  // namespace avouch
