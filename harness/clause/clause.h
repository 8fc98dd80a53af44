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
#include "base/shared_text.h"
#include "base/shared_value.h"

namespace avouch {

// The groups of clauses that reports show. Which one a clause is in follows from what it is about:
// contract/subject.h.
enum class ClauseKind {
  status,
  media_type,
  body_syntax,
  body_schema,
  header,
  cors,
  security,
  drift,
  state,
  workflow,
};

struct ClauseKindTraits {
  std::string_view name;   // how people see it
  std::string_view suite;  // what GoogleTest calls it
};

constexpr ClauseKindTraits traits_of(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::status:
      return {"status", "Status"};
    case ClauseKind::media_type:
      return {"media type", "MediaType"};
    case ClauseKind::body_syntax:
      return {"body syntax", "BodySyntax"};
    case ClauseKind::body_schema:
      return {"body", "Body"};
    case ClauseKind::header:
      return {"headers", "Headers"};
    case ClauseKind::cors:
      return {"cors", "Cors"};
    case ClauseKind::security:
      return {"security", "Security"};
    case ClauseKind::drift:
      return {"drift", "Drift"};
    case ClauseKind::state:
      return {"state", "State"};
    case ClauseKind::workflow:
      return {"workflow", "Workflow"};
  }
  return {};
}

constexpr std::string_view to_string(ClauseKind kind) {
  return traits_of(kind).name;
}

// A violated warning is reported but does not fail the run, unless --strict promotes it.
enum class Severity { violation, warning };

struct Clause {
  std::string coordinate;  // unique in its contract
  SharedText operation;    // operationId
  ClauseKind kind = ClauseKind::status;
  Severity severity = Severity::violation;
  SharedText claim;          // the claim: a sentence without a full stop
  SharedValue<Place> place;  // where the contract makes the claim
  SharedText documentation;  // where the documentation makes the claim; empty if the contract names none

  bool operator==(const Clause&) const = default;
};

}  // namespace avouch
