// SPDX-License-Identifier: MIT
// From a contract to the few requests that exercise its clauses.
//
//   Plan plan = make_plan(contract, {.user = "AC123:secret"});
//   // plan.probes: what to send; plan.clauses[i].probes: which of them speak of clause
//   plan.clauses[i].clause
//
// A write is sent once with the given credentials: as the page's call where the operation documents CORS,
// else as the documented one. Pure: the same contract and options give the same plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "contract/role.h"
#include "http/field.h"
#include "http/url.h"
#include "plan/destination.h"
#include "plan/probe.h"
#include "plan/selection.h"
#include "plan/values.h"

namespace avouch {

// The second page that asks, to show whether the answer depends on the origin: one of an opaque origin (HTML,
// "serialization of an origin"), which any site can have by a sandboxed frame. Where the pages that call are
// named, and not made up by us, another made-up one asks as well.
inline constexpr const char* kOpaqueOrigin = "null";
inline constexpr const char* kOtherOrigin = "https://other.avouch.example";

struct PlanOptions {
  std::optional<std::string> user;  // NAME:PASSWORD
  http::Fields headers;             // added to every request; an Authorization among them is the credentials
  std::vector<std::string> origins = {kPageOrigin};  // pages that call cross-origin
  Selection selection;
  std::vector<GivenValue> values;          // for parameters and members of request bodies
  bool allow_writes = false;               // else only GET, HEAD and OPTIONS are ever sent
  std::optional<std::uint64_t> seed = {};  // of generated values; without one, the plainest
  bool prefer = false;         // ask for documented answers besides the usual one: Prefer: code=NNN
  bool repeat_writes = false;  // in every role: only for a target that no write changes
  TargetMap targets = {};      // whom to ask; without one, everything is asked at one target
};

struct PlannedClause {
  std::size_t clause = 0;           // index into Contract::clauses
  std::vector<std::size_t> probes;  // indices into Plan::probes: those that are made to exercise it
  std::vector<std::size_t> overheard;  // those that are made for other clauses, and may exercise it as well
  std::string unplanned;  // why there are no `probes`, a sentence without a full stop
};

struct Plan {
  std::vector<Probe> probes;           // in the order in which they are sent: plan/order.h
  std::vector<PlannedClause> clauses;  // the selected ones, in the contract's order
  std::vector<http::Url> bases;        // whom the probes go to, paths included; the target is the first
};

Plan make_plan(const Contract& contract, const PlanOptions& options);

// The probe's request with its base's path before its target.
http::Request request_of(const Plan& plan, const Probe& probe);

}  // namespace avouch
