// SPDX-License-Identifier: MIT
// Plans the few requests that exercise a contract's clauses.
//
//   Plan plan = make_plan(contract, {.user = "AC123:secret"});
//   // plan.probes: what to send; plan.clauses[i].probes: the probes for plan.clauses[i].clause
//
// A write is sent once with the given credentials: as the page's call if the operation documents CORS, else
// as the documented call. A probe that needs values of earlier answers waits for them (Probe::needs); what it
// needs is in the plan even if no clause asks for it. Pure: the same contract and options give the same plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/shared_text.h"
#include "contract/contract.h"
#include "contract/path_segments.h"
#include "contract/role.h"
#include "http/field.h"
#include "http/url.h"
#include "plan/credentials.h"
#include "plan/destination.h"
#include "plan/probe.h"
#include "plan/selection.h"
#include "plan/values.h"

namespace avouch {

// The origins of the second page, which shows whether the response depends on the origin. kOpaqueOrigin is an
// opaque origin (HTML, "serialization of an origin"); any site can get one with a sandboxed frame. If the
// user names the pages that call, a page on kOtherOrigin, which is made up, calls as well.
inline constexpr const char* kOpaqueOrigin = "null";
inline constexpr const char* kOtherOrigin = "https://other.avouch.example";

// How often a refused body is written again in one way: Mend.
inline constexpr int kMostMended = 3;

struct PlanOptions {
  std::optional<std::string> user;  // NAME:PASSWORD
  http::Fields headers;             // added to every request; an Authorization among them is the credentials
  std::vector<std::string> origins = {kPageOrigin};  // pages that call cross-origin
  Selection selection;
  std::vector<GivenValue> values;  // for parameters and members of request bodies
  bool allow_writes = false;       // if false, only GET, HEAD and OPTIONS are sent
  // With `allow_writes`: a POST goes to collections, other writes go to what this run created or the user
  // named (docs/state.md).
  bool only_own_writes = false;
  // The members of generated bodies: all, the required ones, or all and, where that body is refused, the
  // required ones.
  enum class Bodies { all, required, both };
  Bodies bodies = Bodies::all;
  std::optional<std::uint64_t> seed = {};           // for generated values; unset: the plainest values
  bool prefer = false;                              // request unusual documented responses: Prefer: code=NNN
  bool cleans_up = true;                            // delete at the end what was created
  bool repeat_writes = false;                       // in every role: only for a target that no write changes
  std::map<std::size_t, std::string> unasked = {};  // operations that are not asked, and why
  TargetMap targets = {};                           // if empty, one target receives everything
  GivenKeys keys = {};                              // further credentials
  std::optional<GivenIdentity> other = {};          // a second identity: docs/state.md
};

struct PlannedClause {
  std::size_t clause = 0;              // index into Contract::clauses
  std::vector<std::size_t> probes;     // indices into Plan::probes: the probes made to exercise it
  std::vector<std::size_t> overheard;  // probes made for other clauses that may exercise it as well
  SharedText unplanned;                // why `probes` is empty, a sentence without a full stop
};

// A POST or PUT that creates resources, and the request that removes one of them.
struct Creation {
  std::size_t operation = 0;
  std::optional<Probe> removal = {};           // nullopt: no DELETE is documented, or it cannot be called
  std::optional<Probe> removal_by_other = {};  // of what the second identity created
  std::optional<Probe> reading = {};           // its GET
  // A PUT that a POST stands beside: it creates something only if it is carried out for what nothing names.
  bool should_be_refused = false;

  bool may_be_by(const Probe& probe) const {
    return probe.operation == operation &&
           (!should_be_refused || probe.names_nothing || probe.role == Role::unknown_resource);
  }

  const std::optional<Probe>& removal_of(const Probe& created) const {
    return created.role == Role::forbidden ? removal_by_other : removal;
  }
};

struct Plan {
  std::vector<Probe> probes;           // in sending order: plan/order.h
  std::vector<PlannedClause> clauses;  // the selected ones, in contract order
  std::vector<Creation> creations;     // by the operations of its probes
  std::vector<http::Url> bases;        // the URLs that receive probes, with paths; the target is the first
  std::shared_ptr<const PathSegments> segments;  // null: values of paths may be any
  // How to give the credentials that its operations need and that the user did not give: "AVOUCH_TOKEN".
  std::set<std::string> missing_credentials;
  bool is_barred = false;  // an operation is not called because no request can carry its credentials
};

Plan make_plan(const Contract& contract, const PlanOptions& options);

// Adds a request that was sent before the run, such as a login, to the plan: it exercises the clauses about
// one response of its operation, as any other call does. Returns its index; nullopt if no planned clause is
// about the operation.
std::optional<std::size_t> add_earlier(const Contract& contract, Plan& plan, std::size_t operation,
                                       http::Request request);

// Returns the probe's request with the path of its base before its target.
http::Request request_of(const Plan& plan, const Probe& probe);

}  // namespace avouch
