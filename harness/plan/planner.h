// SPDX-License-Identifier: MIT
// From a contract to the few requests that exercise its clauses.
//
//   Plan plan = make_plan(contract, {.user = "AC123:secret"});
//   // plan.probes: what to send; plan.clauses[i].probes: which of them speak of clause
//   plan.clauses[i].clause
//
// Pure: the same contract and options give the same plan.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/field.h"
#include "plan/probe.h"

namespace avouch {

struct PlanOptions {
  std::optional<std::string> user;  // NAME:PASSWORD
  http::Fields headers;             // added to every request; an Authorization among them is the credentials
  std::vector<std::string> origins = {"https://avouch.example"};  // pages that call cross-origin
  std::vector<std::string> include;  // globs over coordinates; empty: every clause
  std::vector<std::string> exclude;
  bool allow_writes = false;  // else only GET, HEAD and OPTIONS are ever sent
};

struct PlannedClause {
  std::size_t clause = 0;           // index into Contract::clauses
  std::vector<std::size_t> probes;  // indices into Plan::probes; empty: it cannot be exercised
  std::string unplanned;            // why there are none, a sentence without a full stop
};

struct Plan {
  std::vector<Probe> probes;
  std::vector<PlannedClause> clauses;  // the selected ones, in the contract's order
};

// The second page that asks, to show whether the answer depends on the origin.
inline constexpr const char* kOtherOrigin = "https://other.avouch.example";

Plan make_plan(const Contract& contract, const PlanOptions& options);

}  // namespace avouch
