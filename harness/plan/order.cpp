// SPDX-License-Identifier: MIT
#include "plan/order.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch {
namespace {

// Returns the phase of an authorized request with that method.
Phase phase_of_method(std::string_view method) {
  if (http::is_safe_method(method)) return Phase::read;
  if (method == "PATCH") return Phase::update;
  if (method == "PUT") return Phase::replace;
  if (method == "DELETE") return Phase::remove;
  return Phase::create;
}

// Returns the number of path segments: "/a/{b}" has two.
std::ptrdiff_t depth_of(std::string_view path) {
  return std::count(path.begin(), path.end(), '/');
}

// Returns the rank of a path by its depth; smaller ranks come first.
std::ptrdiff_t depth_rank(Phase phase, std::string_view path) {
  switch (phase) {
    case Phase::create:
      return depth_of(path);
    case Phase::remove:
    case Phase::stray:
      return -depth_of(path);
    case Phase::prepare:
    case Phase::refused:
    case Phase::read:
    case Phase::query:
    case Phase::guarded:
    case Phase::update:
    case Phase::replace:
    case Phase::foreign:
      return 0;
  }
  return 0;
}

// The order of requests with the same path and method.
enum class Stage { seeks_an_error, documented, preferred };

Stage stage_of(const Probe& probe) {
  if (probe.is_preferred) return Stage::preferred;
  const bool may_be_refused = seeks_an_error(probe.role) || probe.role == Role::other_identity;
  const bool goes_before = may_be_refused && !http::is_safe_method(probe.request.method);
  return goes_before ? Stage::seeks_an_error : Stage::documented;
}

// The order of requests that remove a resource: those that should leave it come before the actions on it.
enum class Turn { leaves_it, acts_on_it, removes_it };

using Key = std::tuple<Phase, Phase, std::ptrdiff_t, std::string_view, Turn, std::string_view, Stage,
                       std::string_view, Role, std::string_view>;

// The path of the resource that a path is below: "/books/{bookId}" of "/books/{bookId}/publish".
std::string_view resource_of(std::string_view path) {
  return path.substr(0, path.rfind('}') + 1);
}

Key key_of_action(const Contract& contract, const Probe& probe) {
  const std::string& path = contract.operations[probe.operation].path;
  const std::string_view resource = resource_of(path);
  const Stage stage = must_be_refused(probe.role) ? Stage::seeks_an_error : stage_of(probe);
  return {Phase::remove,
          Phase::remove,
          depth_rank(Phase::remove, resource),
          resource,
          Turn::acts_on_it,
          probe.request.method,
          stage,
          path,
          probe.role,
          probe.id};
}

Key key_of(const Contract& contract, const Probe& probe, Phase phase) {
  const std::string& path = contract.operations[probe.operation].path;
  const std::string& method = probe.request.method;
  const bool is_guard = phase == Phase::refused || phase == Phase::guarded || phase == Phase::foreign;
  const Phase inner = is_guard ? phase_of_method(method) : phase;
  const Stage stage = stage_of(probe);
  const bool leaves_it = phase != Phase::remove || stage == Stage::seeks_an_error;
  const Turn turn = leaves_it ? Turn::leaves_it : Turn::removes_it;
  return {phase, inner, depth_rank(inner, path), path, turn, method, stage, path, probe.role, probe.id};
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
    case Role::read_back:
    case Role::repeated:
    case Role::other_identity:
    case Role::unacceptable:
    case Role::duplicate:
    case Role::forbidden:
      return 0;
    case Role::unknown_resource:
      return 1;
    case Role::invalid_value:
    case Role::malformed_body:
    case Role::unknown_type:
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
    const bool is_of_another = probe.role == Role::other_identity || probe.role == Role::forbidden ||
                               probe.role == Role::repeated || probe.names_nothing;
    if (probe.request.method != "DELETE" || must_be_refused(probe.role) || probe.is_preferred ||
        is_of_another)
      continue;
    const std::string path = probe.request.target.substr(0, probe.request.target.find('?'));
    const auto [first, is_new] = kept.try_emplace({probe.base, path}, i);
    if (is_new) continue;
    const auto rank = [&](std::size_t index) {
      const Probe& one = plan.probes[index];
      return std::pair(deletion_rank(one), key_of(contract, one, phase_of(one)));
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
  if (repeated.empty()) return;
  for (PlannedClause& clause : plan.clauses) {
    std::vector<std::size_t> sent;
    sent.reserve(clause.probes.size());
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

// Puts the probes in waves: a probe is ready once all that it needs was sent; of those that are ready, the
// one of the first phase is sent next.
class Queue {
 public:
  Queue(const Contract& contract, const Plan& plan, const std::map<std::size_t, std::size_t>& left_out)
      : plan_(plan), needed_(plan.probes.size()), waiting_(plan.probes.size()) {
    for (std::size_t i = 0; i < plan.probes.size(); ++i) needed_[i] = needed_by(plan.probes[i]);
    const std::vector<bool> prepares = needed_by_creations(plan);
    const std::vector<bool> acts_last = last_actions(plan);
    for (std::size_t i = 0; i < plan.probes.size(); ++i) {
      const Probe& probe = plan.probes[i];
      const bool is_early = prepares[i] && http::is_safe_method(probe.request.method);
      keys_.push_back(acts_last[i] ? key_of_action(contract, probe)
                                   : key_of(contract, probe, is_early ? Phase::prepare : phase_of(probe)));
      for (const std::size_t before : needed_[i]) waiting_[before].push_back(i);
    }
    std::set<std::pair<Key, std::size_t>> ready;
    std::vector<std::size_t> left(plan.probes.size());
    for (std::size_t i = 0; i < plan.probes.size(); ++i) {
      left[i] = needed_[i].size();
      if (left[i] == 0 && !left_out.contains(i)) ready.emplace(keys_[i], i);
    }
    while (!ready.empty()) {
      std::vector<std::size_t> wave = next(ready);
      for (const std::size_t sent : wave) {
        for (const std::size_t waits : waiting_[sent]) {
          if (--left[waits] == 0 && !left_out.contains(waits)) ready.emplace(keys_[waits], waits);
        }
      }
      waves_.push_back(std::move(wave));
    }
  }

  const std::vector<std::vector<std::size_t>>& waves() const { return waves_; }

 private:
  // A write alone, or all reads of the same phase.
  std::vector<std::size_t> next(std::set<std::pair<Key, std::size_t>>& ready) const {
    std::vector<std::size_t> wave;
    const Phase phase = std::get<0>(ready.begin()->first);
    do {
      wave.push_back(ready.begin()->second);
      ready.erase(ready.begin());
    } while (http::is_safe_method(plan_.probes[wave.front()].request.method) && !ready.empty() &&
             std::get<0>(ready.begin()->first) == phase);
    return wave;
  }

  const Plan& plan_;
  std::vector<std::set<std::size_t>> needed_;      // by probe: what it waits for
  std::vector<std::vector<std::size_t>> waiting_;  // by probe: what waits for it
  std::vector<Key> keys_;
  std::vector<std::vector<std::size_t>> waves_;
};

// Of each probe, whether one of these needs it, by itself or through others.
std::vector<bool> needed_by_all(const Plan& plan, std::vector<std::size_t> open) {
  std::vector<bool> needed(plan.probes.size());
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (const std::size_t before : needed_by(plan.probes[from])) {
      if (needed[before]) continue;
      needed[before] = true;
      open.push_back(before);
    }
  }
  return needed;
}

}  // namespace

std::set<std::size_t> needed_by(const Probe& probe) {
  std::set<std::size_t> before(probe.after.begin(), probe.after.end());
  for (const Need& need : probe.needs) {
    for (const Source& source : need.sources) before.insert(source.probe);
  }
  if (probe.in_place_of) before.insert(*probe.in_place_of);
  if (probe.if_absent) before.insert(*probe.if_absent);
  before.insert(probe.repeats.begin(), probe.repeats.end());
  before.insert(probe.follows.begin(), probe.follows.end());
  return before;
}

std::vector<bool> last_actions(const Plan& plan) {
  const auto may_be_last = [](const Probe& probe) {
    const bool is_idle = must_be_refused(probe.role) && probe.needs.empty();
    return probe.acts_last && probe.role != Role::forbidden && !is_idle;
  };
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    const Probe& probe = plan.probes[i];
    if (!may_be_last(probe) && probe.request.method != "DELETE") others.push_back(i);
  }
  const std::vector<bool> is_needed = needed_by_all(plan, std::move(others));
  std::vector<bool> last(plan.probes.size());
  for (std::size_t i = 0; i < last.size(); ++i) last[i] = may_be_last(plan.probes[i]) && !is_needed[i];
  return last;
}

std::vector<bool> needed_by_creations(const Plan& plan) {
  const std::vector<bool> acts_last = last_actions(plan);
  std::vector<std::size_t> creations;
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    const Phase phase = phase_of(plan.probes[i]);
    if (!acts_last[i] && (phase == Phase::refused || phase == Phase::create)) creations.push_back(i);
  }
  return needed_by_all(plan, std::move(creations));
}

Phase phase_of(const Probe& probe) {
  const std::string& method = probe.request.method;
  if (probe.only_reads) return Phase::query;
  if (!http::is_safe_method(method) && probe.role == Role::forbidden) return Phase::refused;
  if (!http::is_safe_method(method) && must_be_refused(probe.role)) {
    const bool is_change = phase_of_method(method) != Phase::create;
    return is_change && !probe.needs.empty() ? Phase::guarded : Phase::refused;
  }
  if (method == "DELETE" && probe.role == Role::undocumented_method) return Phase::stray;
  const Phase phase = phase_of_method(method);
  const bool is_change = phase == Phase::update || phase == Phase::replace;
  return is_change && probe.role == Role::other_identity ? Phase::foreign : phase;
}

void put_in_order(const Contract& contract, Plan& plan, bool repeats_writes) {
  std::map<std::size_t, std::size_t> repeated;
  if (!repeats_writes) repeated = repeated_deletions(contract, plan);
  leave_out(plan, repeated);
  for (Probe& probe : plan.probes) {
    for (std::size_t& before : probe.after) {
      const auto stead = repeated.find(before);
      if (stead != repeated.end()) before = stead->second;
    }
  }
  const Queue queue(contract, plan, repeated);
  std::vector<std::size_t> place(plan.probes.size());
  std::vector<Probe> probes;
  probes.reserve(plan.probes.size());
  std::size_t number = 0;
  for (const std::vector<std::size_t>& wave : queue.waves()) {
    for (const std::size_t from : wave) {
      place[from] = probes.size();
      probes.push_back(std::move(plan.probes[from]));
      probes.back().wave = number;
    }
    ++number;
  }
  for (Probe& probe : probes) {
    for (Need& need : probe.needs) {
      for (Source& source : need.sources) source.probe = place[source.probe];
    }
    for (std::size_t& before : probe.after) before = place[before];
    for (std::size_t& before : probe.repeats) before = place[before];
    for (std::size_t& before : probe.follows) before = place[before];
    if (probe.in_place_of) probe.in_place_of = place[*probe.in_place_of];
    if (probe.if_absent) probe.if_absent = place[*probe.if_absent];
  }
  plan.probes = std::move(probes);
  for (PlannedClause& clause : plan.clauses) {
    for (std::size_t& probe : clause.probes) probe = place[probe];
    for (std::size_t& probe : clause.overheard) probe = place[probe];
  }
}

}  // namespace avouch
