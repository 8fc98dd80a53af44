// SPDX-License-Identifier: MIT
#include "plan/planner.h"

#include <algorithm>
#include <map>

#include "base/glob.h"
#include "base/text.h"
#include "contract/cors_clauses.h"
#include "plan/credentials.h"
#include "plan/parameters.h"

namespace avouch {
namespace {

bool is_selected(const std::string& coordinate, const PlanOptions& options) {
  const auto matches = [&](const std::string& glob) { return glob_matches(glob, coordinate); };
  return (options.include.empty() || std::any_of(options.include.begin(), options.include.end(), matches)) &&
         std::none_of(options.exclude.begin(), options.exclude.end(), matches);
}

bool is_safe(const std::string& method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

std::string accepted(const Operation& operation) {
  std::vector<std::string> ranges;
  for (const DocumentedResponse& response : operation.responses) {
    for (const DocumentedMedia& media : response.media) {
      if (std::find(ranges.begin(), ranges.end(), media.range) == ranges.end()) ranges.push_back(media.range);
    }
  }
  return ranges.empty() ? "*/*" : join(ranges, ", ");
}

// The requests of one operation, a builder a role.
class OperationPlanner {
 public:
  OperationPlanner(const Contract& contract, std::size_t operation, const PlanOptions& options)
      : operation_(contract.operations[operation]),
        index_(operation),
        options_(options),
        credentials_(credentials_for(operation_, options.user, options.headers)),
        parameters_(fill_parameters(operation_)) {}

  // Why no request of this operation may be sent in that role; empty where it may.
  std::string refusal(Role role) const {
    if (!parameters_.missing.empty()) return parameters_.missing;
    const bool is_bare = role == Role::preflight || role == Role::anonymous;
    if (!credentials_.unsupported.empty() && !is_bare) return credentials_.unsupported;
    if (role == Role::preflight) return {};  // OPTIONS changes nothing (RFC 9110 §9.2.1)
    if (!is_safe(operation_.method) && !options_.allow_writes) {
      return operation_.method + " is not sent without --allow-writes";
    }
    if (operation_.request_body && operation_.request_body->required && role != Role::preflight) {
      return "it needs a request body, and bodies are not made yet";
    }
    return {};
  }

  std::vector<Probe> probes(Role role) const {
    switch (role) {
      case Role::documented:
        return {documented()};
      case Role::cross_origin:
        return per_origin([this](const std::string& origin) { return cross_origin(origin); });
      case Role::preflight:
        return per_origin([this](const std::string& origin) { return preflight(origin); });
      case Role::other_origin:
        return other_origins();
      case Role::anonymous:
        return {anonymous()};
      case Role::wrong_credentials:
        return {wrong_credentials()};
      case Role::denied_origin:
        return denied_origins();
    }
    return {};
  }

 private:
  // The origins of the pages that call: the contract's, else the options'.
  const std::vector<std::string>& pages() const {
    const bool names_pages = operation_.cors && !operation_.cors->admitted.empty();
    return names_pages ? operation_.cors->admitted : options_.origins;
  }

  template <class Make>
  std::vector<Probe> per_origin(const Make& make) const {
    std::vector<Probe> made;
    for (const std::string& origin : pages()) {
      made.push_back(make(origin));
      if (made.size() > 1) made.back().id += "/" + std::to_string(made.size());
    }
    return made;
  }

  Probe bare(Role role) const {
    Probe probe{.id = operation_.id + "/" + std::string(to_string(role)), .operation = index_, .role = role};
    probe.request.method = operation_.method;
    probe.request.target = parameters_.target;
    probe.request.fields.push_back({"Accept", accepted(operation_)});
    probe.request.fields.insert(probe.request.fields.end(), parameters_.fields.begin(),
                                parameters_.fields.end());
    for (const http::Field& field : options_.headers) {
      if (carries_credentials(operation_, field.name)) continue;
      if (equals_ignoring_ascii_case(field.name, "Accept")) http::remove(probe.request.fields, "Accept");
      probe.request.fields.push_back(field);
    }
    return probe;
  }

  Probe with_credentials(Role role) const {
    Probe probe = bare(role);
    probe.has_credentials = credentials_.given;
    const http::Fields& fields = credentials_.right;
    probe.request.fields.insert(probe.request.fields.end(), fields.begin(), fields.end());
    return probe;
  }

  static void come_from(Probe& probe, const std::string& origin) {
    probe.origin = origin;
    http::set(probe.request.fields, "Origin", origin);
  }

  Probe documented() const { return with_credentials(Role::documented); }

  Probe cross_origin(const std::string& origin) const {
    Probe probe = with_credentials(Role::cross_origin);
    come_from(probe, origin);
    return probe;
  }

  std::vector<Probe> other_origins() const {
    std::vector<std::string> others = {kOpaqueOrigin};
    if (pages() != PlanOptions{}.origins) others.push_back(kOtherOrigin);
    std::vector<Probe> made;
    for (const std::string& origin : others) {
      if (std::find(pages().begin(), pages().end(), origin) != pages().end()) continue;
      made.push_back(with_credentials(Role::other_origin));
      come_from(made.back(), origin);
      if (made.size() > 1) made.back().id += "/" + std::to_string(made.size());
    }
    return made;
  }

  std::vector<Probe> denied_origins() const {
    std::vector<Probe> made;
    if (!operation_.cors) return made;
    for (const std::string& origin : operation_.cors->denied) {
      made.push_back(with_credentials(Role::denied_origin));
      come_from(made.back(), origin);
      if (made.size() > 1) made.back().id += "/" + std::to_string(made.size());
    }
    return made;
  }

  Probe anonymous() const {
    Probe probe = bare(Role::anonymous);
    if (!pages().empty()) come_from(probe, pages().front());
    return probe;
  }

  Probe wrong_credentials() const {
    Probe probe = bare(Role::wrong_credentials);
    probe.request.fields.insert(probe.request.fields.end(), credentials_.wrong.begin(),
                                credentials_.wrong.end());
    return probe;
  }

  // Fetch §4.8, CORS-preflight fetch: no credentials, no header of the author's.
  Probe preflight(const std::string& origin) const {
    Probe probe{.id = operation_.id + "/preflight", .operation = index_, .role = Role::preflight};
    probe.request.method = "OPTIONS";
    probe.request.target = parameters_.target;
    probe.request.fields = {{"Accept", "*/*"}, {"Access-Control-Request-Method", operation_.method}};
    const std::vector<std::string> names = cors_request_headers(operation_);
    if (!names.empty()) probe.request.fields.push_back({"Access-Control-Request-Headers", join(names, ",")});
    come_from(probe, origin);
    return probe;
  }

  const Operation& operation_;
  std::size_t index_;
  const PlanOptions& options_;
  Credentials credentials_;
  FilledParameters parameters_;
};

using ProbesByRole = std::map<Role, std::vector<std::size_t>>;  // of one operation, as indices into the plan

// Which probes of the plan play that role, adding them the first time.
const std::vector<std::size_t>& probes_for(Plan& plan, const OperationPlanner& planner, ProbesByRole& known,
                                           Role role) {
  const auto [found, is_new] = known.try_emplace(role);
  if (!is_new) return found->second;
  for (Probe& probe : planner.probes(role)) {
    found->second.push_back(plan.probes.size());
    plan.probes.push_back(std::move(probe));
  }
  return found->second;
}

}  // namespace

Plan make_plan(const Contract& contract, const PlanOptions& options) {
  // An operation's parameters and credentials are worked out once, however many clauses it has.
  struct Planned {
    OperationPlanner planner;
    ProbesByRole probes;
  };
  Plan plan;
  std::map<std::size_t, Planned> operations;
  for (std::size_t i = 0; i < contract.clauses.size(); ++i) {
    const BoundClause& bound = contract.clauses[i];
    if (!is_selected(bound.clause.coordinate, options)) continue;
    auto known = operations.find(bound.operation);
    if (known == operations.end()) {
      known = operations.emplace(bound.operation, Planned{{contract, bound.operation, options}, {}}).first;
    }
    auto& [planner, by_role] = known->second;
    PlannedClause planned{.clause = i};
    for (const Role role : bound.roles) {
      if (std::string refusal = planner.refusal(role); !refusal.empty()) {
        planned.unplanned = std::move(refusal);
        continue;
      }
      const std::vector<std::size_t>& probes = probes_for(plan, planner, by_role, role);
      planned.probes.insert(planned.probes.end(), probes.begin(), probes.end());
    }
    if (planned.probes.empty() && planned.unplanned.empty()) {
      planned.unplanned = "no request of a run leads to this documented answer";
    }
    plan.clauses.push_back(std::move(planned));
  }
  return plan;
}

}  // namespace avouch
