// SPDX-License-Identifier: MIT
#include "plan/planner.h"

#include <algorithm>
#include <map>

#include "contract/documented_status.h"
#include "plan/operation_planner.h"
#include "plan/order.h"
#include "plan/values.h"

namespace avouch {
namespace {

using ProbesByRole = std::map<Role, std::vector<std::size_t>>;  // of one operation; indices into the plan

// Returns the probes with that role. Adds them to the plan on first use.
const std::vector<std::size_t>& probes_for(Plan& plan, OperationPlanner& planner, ProbesByRole& known,
                                           Role role) {
  role = planner.sent_as(role);
  const auto [found, is_new] = known.try_emplace(role);
  if (!is_new) return found->second;
  for (Probe& probe : planner.probes(role)) {
    found->second.push_back(plan.probes.size());
    plan.probes.push_back(std::move(probe));
  }
  return found->second;
}

// Adds the probe once: one request may have several of a clause's roles.
void add(PlannedClause& planned, std::size_t probe) {
  const bool is_known =
      std::find(planned.probes.begin(), planned.probes.end(), probe) != planned.probes.end();
  if (!is_known) planned.probes.push_back(probe);
}

// Returns the preference to send to a mock for the clause: for an unusual response, its status; for the usual
// one, a generated body in place of the example, because lists in examples may be empty. nullopt if a
// preference cannot help: for example, for the claim that the response comes at all.
std::optional<std::string> wish_for(const Contract& contract, const BoundClause& bound) {
  const Operation& operation = contract.operations[bound.operation];
  using Wish = SubjectTraits::Wish;
  const Wish wish = traits_of(bound.subject).wish;
  if (wish == Wish::none || bound.roles.empty()) return std::nullopt;
  if (operation.expected_response() == bound.response)
    return wish == Wish::values ? std::optional<std::string>("dynamic=true") : std::nullopt;
  const std::optional<int> status = plain_status(operation, bound.response);
  return status ? std::optional("code=" + std::to_string(*status)) : std::nullopt;
}

}  // namespace

Plan make_plan(const Contract& contract, const PlanOptions& options) {
  // Parameters and credentials are computed once per operation, not per clause.
  struct Planned {
    OperationPlanner planner;
    ProbesByRole probes;
    std::map<std::string, std::size_t> preferred;  // by preference
  };
  Plan plan;
  ValueSource values(contract, options.values, options.seed);
  Destinations destinations(contract, options.targets);
  const std::vector<bool> selected = selected_operations(contract, options.selection);
  std::map<std::size_t, Planned> operations;
  for (std::size_t i = 0; i < contract.clauses.size(); ++i) {
    const BoundClause& bound = contract.clauses[i];
    if (!selected[bound.operation] || !is_selected(bound.clause, options.selection)) continue;
    if (bound.fault != nullptr) {
      plan.clauses.push_back({.clause = i, .unplanned = fault_reason(*bound.fault)});
      continue;
    }
    auto known = operations.find(bound.operation);
    if (known == operations.end()) {
      known = operations
                  .emplace(bound.operation,
                           Planned{{contract, bound.operation,
                                    destinations.of(contract.operations[bound.operation]), options, values},
                                   {},
                                   {}})
                  .first;
    }
    auto& [planner, by_role, preferred] = known->second;
    PlannedClause planned{.clause = i};
    std::vector<Role> roles;
    for (const Role role : bound.roles) {
      if (std::string refusal = planner.refusal(role); !refusal.empty()) {
        planned.unplanned = std::move(refusal);
      } else {
        roles.push_back(role);
      }
    }
    if (traits_of(bound.subject).needs_every_role && !planned.unplanned.empty()) roles.clear();
    for (const Role role : roles) {
      for (const std::size_t probe : probes_for(plan, planner, by_role, role)) add(planned, probe);
    }
    const std::optional<std::string> wish = options.prefer ? wish_for(contract, bound) : std::nullopt;
    if (wish && planner.refusal(Role::documented).empty()) {
      const auto [probe, is_new] = preferred.try_emplace(*wish, plan.probes.size());
      if (is_new) plan.probes.push_back(planner.preferred(*wish));
      planned.probes.push_back(probe->second);
    }
    if (planned.probes.empty() && planned.unplanned.empty()) {
      planned.unplanned = "no request of a run triggers this documented response";
    }
    plan.clauses.push_back(std::move(planned));
  }
  for (PlannedClause& planned : plan.clauses) {
    const BoundClause& bound = contract.clauses[planned.clause];
    if (bound.fault != nullptr) continue;  // no response exercises it
    const auto& [planner, by_role, preferred] = operations.at(bound.operation);
    for (const Role role : bound.also) {
      const auto made = by_role.find(planner.sent_as(role));
      if (made == by_role.end()) continue;
      for (const std::size_t probe : made->second) {
        const auto is_it = [probe](std::size_t known) { return known == probe; };
        if (std::none_of(planned.probes.begin(), planned.probes.end(), is_it) &&
            std::none_of(planned.overheard.begin(), planned.overheard.end(), is_it))
          planned.overheard.push_back(probe);
      }
    }
  }
  plan.bases = destinations.bases();
  put_in_order(contract, plan, options.repeat_writes);
  return plan;
}

http::Request request_of(const Plan& plan, const Probe& probe) {
  http::Request request = probe.request;
  request.target = plan.bases[probe.base].prefix() + request.target;
  return request;
}

}  // namespace avouch
