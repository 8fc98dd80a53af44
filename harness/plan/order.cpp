// SPDX-License-Identifier: MIT
#include "plan/order.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch {
namespace {

bool is_refused(Role role) {
  return role == Role::anonymous || role == Role::wrong_credentials;
}

// Returns the phase of an authorized request with that method.
Phase phase_of_method(std::string_view method) {
  if (http::is_safe_method(method)) return Phase::read;
  if (method == "PATCH") return Phase::update;
  if (method == "PUT") return Phase::replace;
  if (method == "DELETE") return Phase::remove;
  return Phase::create;
}

// Returns the number of path segments: "/a/{b}" has two.
std::ptrdiff_t depth_of(const std::string& path) {
  return std::count(path.begin(), path.end(), '/');
}

// Returns the rank of a path by its depth; smaller ranks come first.
std::ptrdiff_t depth_rank(Phase phase, const std::string& path) {
  switch (phase) {
    case Phase::create:
      return depth_of(path);
    case Phase::remove:
    case Phase::stray:
      return -depth_of(path);
    case Phase::refused:
    case Phase::read:
    case Phase::update:
    case Phase::replace:
      return 0;
  }
  return 0;
}

// The order of requests with the same path and method.
enum class Stage { seeks_an_error, documented, preferred };

Stage stage_of(const Probe& probe) {
  if (probe.is_preferred) return Stage::preferred;
  const bool goes_before = seeks_an_error(probe.role) && !http::is_safe_method(probe.request.method);
  return goes_before ? Stage::seeks_an_error : Stage::documented;
}

using Key = std::tuple<Phase, Phase, std::ptrdiff_t, std::string_view, std::string_view, Stage, Role,
                       std::string_view>;

Key key_of(const Contract& contract, const Probe& probe) {
  const std::string& path = contract.operations[probe.operation].path;
  const std::string& method = probe.request.method;
  const Phase phase = phase_of(probe);
  const Phase inner = phase == Phase::refused ? phase_of_method(method) : phase;
  return {phase, inner, depth_rank(inner, path), path, method, stage_of(probe), probe.role, probe.id};
}

// The DELETE of a resource with the lowest rank is the one that is sent.
int deletion_rank(const Probe& probe) {
  switch (probe.role) {
    case Role::documented:
    case Role::cross_origin:
    case Role::other_origin:
    case Role::denied_origin:
    case Role::preflight:
    case Role::anonymous:
    case Role::wrong_credentials:
      return 0;
    case Role::unknown_resource:
      return 1;
    case Role::invalid_value:
      return 2;
    case Role::undocumented_method:
      return 3;
  }
  return 0;
}

// Maps each probe that is not sent to the one sent in its place.
std::map<std::size_t, std::size_t> repeated_deletions(const Contract& contract, const Plan& plan) {
  using Resource = std::pair<std::size_t, std::string>;  // base, path
  std::map<Resource, std::size_t> kept;
  std::map<std::size_t, std::size_t> repeated;
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    const Probe& probe = plan.probes[i];
    if (probe.request.method != "DELETE" || is_refused(probe.role) || probe.is_preferred) continue;
    const std::string path = probe.request.target.substr(0, probe.request.target.find('?'));
    const auto [first, is_new] = kept.try_emplace({probe.base, path}, i);
    if (is_new) continue;
    const auto rank = [&](std::size_t index) {
      return std::pair(deletion_rank(plan.probes[index]), key_of(contract, plan.probes[index]));
    };
    const bool goes_first = rank(i) < rank(first->second);
    const std::size_t dropped = goes_first ? std::exchange(first->second, i) : i;
    for (auto& [other, stead] : repeated) {
      if (stead == dropped) stead = first->second;
    }
    repeated[dropped] = first->second;
  }
  return repeated;
}

void leave_out(Plan& plan, const std::map<std::size_t, std::size_t>& repeated) {
  for (PlannedClause& clause : plan.clauses) {
    std::vector<std::size_t> sent;
    for (const std::size_t probe : clause.probes) {
      const auto found = repeated.find(probe);
      if (found == repeated.end()) {
        sent.push_back(probe);
      } else {
        clause.unplanned =
            "a resource is deleted only once, and " + printable(plan.probes[found->second].id) + " does so";
      }
    }
    clause.probes = std::move(sent);
    std::erase_if(clause.overheard, [&](std::size_t probe) { return repeated.contains(probe); });
  }
}

}  // namespace

Phase phase_of(const Probe& probe) {
  const std::string& method = probe.request.method;
  if (!http::is_safe_method(method) && is_refused(probe.role)) return Phase::refused;
  if (method == "DELETE" && probe.role == Role::undocumented_method) return Phase::stray;
  return phase_of_method(method);
}

void put_in_order(const Contract& contract, Plan& plan, bool repeats_writes) {
  std::map<std::size_t, std::size_t> repeated;
  if (!repeats_writes) repeated = repeated_deletions(contract, plan);
  leave_out(plan, repeated);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    if (!repeated.contains(i)) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return key_of(contract, plan.probes[left]) < key_of(contract, plan.probes[right]);
  });
  std::vector<std::size_t> place(plan.probes.size());
  std::vector<Probe> probes;
  for (const std::size_t from : order) {
    place[from] = probes.size();
    probes.push_back(std::move(plan.probes[from]));
    if (probes.size() == 1) continue;
    const Probe& before = probes[probes.size() - 2];
    const bool is_alone = phase_of(before) != Phase::read || phase_of(probes.back()) != Phase::read;
    probes.back().wave = before.wave + (is_alone ? 1 : 0);
  }
  plan.probes = std::move(probes);
  for (PlannedClause& clause : plan.clauses) {
    for (std::size_t& probe : clause.probes) probe = place[probe];
    for (std::size_t& probe : clause.overheard) probe = place[probe];
  }
}

}  // namespace avouch
