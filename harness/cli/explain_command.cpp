// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/unknown_clause.h"
#include "contract/server.h"
#include "http/curl.h"
#include "plan/planner.h"
#include "suites/suites.h"

namespace avouch {
namespace {

// When a clause of that kind holds, is violated, and is not exercised: docs/verdicts.md at greater length.
struct Verdicts {
  const char* violated;
  const char* unexercised;
};

Verdicts verdicts_of(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::status:
      return {"the answer has another status, also another 2xx or a redirect",
              "the target wants credentials and none were given"};
    case ClauseKind::media_type:
      return {"Content-Type is absent, malformed, repeated or another type", "the answer has another status"};
    case ClauseKind::body_syntax:
      return {"the body is not one JSON text in UTF-8 (RFC 8259), or it was cut short",
              "the answer has another status"};
    case ClauseKind::body_schema:
      return {"a value that the claim speaks of contradicts it",
              "the body has no such value: absent, null, an empty array, or no JSON at all"};
    case ClauseKind::header:
      return {"the header contradicts the claim", "the answer has no such header, or another status"};
    case ClauseKind::cors:
      return {"a browser that follows the Fetch standard would be refused at this step",
              "an earlier step was refused, or the answer has nothing that the claim speaks of"};
    case ClauseKind::security:
      return {"the request is answered with anything but 401 or 403",
              "never: the request itself exercises it"};
    case ClauseKind::drift:
      return {"the answer has something that is not documented",
              "the answer has another status or cannot be read"};
  }
  return {};
}

const BoundClause* find(const Contract& contract, const std::string& coordinate) {
  const auto found =
      std::find_if(contract.clauses.begin(), contract.clauses.end(),
                   [&](const BoundClause& bound) { return bound.clause.coordinate == coordinate; });
  return found == contract.clauses.end() ? nullptr : &*found;
}

// As documented; what it leaves open is made up.
std::string server_of(const Operation& operation) {
  const std::string documented = operation.servers.empty() ? "/" : operation.servers.front();
  const std::optional<ServerBase> base = server_base(documented);
  if (!base) return "http://target.example";
  return (base->origin ? http::serialize(*base->origin) : "http://target.example") + base->path;
}

void print_requests(const Contract& contract, const BoundClause& bound, std::ostream& out) {
  // The one clause alone: its plan is what it needs.
  const Plan plan = make_plan(contract, {.user = "$NAME:$PASSWORD",
                                         .selection = {.include_clauses = {bound.clause.coordinate}},
                                         .allow_writes = true});
  http::Secrets secrets;
  secrets.add("AVOUCH_USER", "$NAME:$PASSWORD");
  const std::string server = server_of(contract.operations[bound.operation]);
  out << "exercised by\n";
  for (const Probe& probe : plan.probes) {
    out << "  " << printable(probe.id) << "\n    "
        << printable(http::to_curl(probe.request, server + probe.request.target, secrets)) << '\n';
  }
  if (plan.probes.empty()) out << "  nothing: " << printable(plan.clauses.front().unplanned) << '\n';
}

}  // namespace

ExitCode explain(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  const BoundClause* bound = find(*contract, options.coordinate);
  if (bound == nullptr) return refuse({unknown_clause(*contract, options.coordinate)}, err);
  const Clause& clause = bound->clause;
  const Verdicts verdicts = verdicts_of(clause.kind);
  out << printable(clause.coordinate) << "\n\n"
      << "claims        " << printable(clause.claim) << '\n'
      << "kind          " << to_string(clause.kind)
      << (clause.severity == Severity::warning
              ? " (a warning: it fails a run only where --strict promotes it)"
              : "")
      << '\n'
      << "contract      " << printable(to_string(clause.place)) << '\n'
      << "documentation "
      << (clause.documentation.empty() ? "the contract does not tell" : printable(clause.documentation))
      << '\n'
      << "violated when " << verdicts.violated << '\n'
      << "unexercised   " << verdicts.unexercised << '\n'
      << "undecided     when no answer comes, or a budget runs out\n"
      << "run alone     avouch run --gtest_filter='" << suite_name(clause.kind) << '.'
      << printable(test_name(clause.coordinate)) << "'\n\n";
  print_requests(*contract, *bound, out);
  return ExitCode::holds;
}

}  // namespace avouch
