// SPDX-License-Identifier: MIT
#include "prove/hearing.h"

#include <algorithm>
#include <utility>

namespace avouch {

Hearing::Hearing(const Contract& contract, const Plan& plan, Judge& judge, Arena& arena)
    : contract_(contract), plan_(plan), judge_(judge), arena_(arena) {
  for (const Probe& probe : plan.probes) own_.push_back(arena.exchange(probe.request, nullptr));
  exchanges_ = own_.size();
  for (const PlannedClause& planned : plan.clauses) {
    std::vector<Evidence>& evidence = evidence_.emplace_back();
    for (const std::size_t index : planned.probes) {
      const Probe& probe = plan.probes[index];
      evidence.push_back({.role = probe.role,
                          .origin = probe.origin,
                          .has_credentials = probe.has_credentials,
                          .made_up = probe.made_up,
                          .operation = &contract.operations[probe.operation]});
    }
  }
}

const BoundClause& Hearing::clause(std::size_t planned) const {
  return contract_.clauses[plan_.clauses[planned].clause];
}

http::Response Hearing::granted() const {
  for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
    if (plan_.probes[i].role != Role::documented) continue;
    if (const Received* received = own_[i].received()) return received->response;
  }
  return {.status = 200};
}

Hearing::Changed Hearing::send(const Mutant& mutant, const std::vector<std::size_t>& probes) {
  Changed changed;
  for (const std::size_t probe : probes) {
    sent_.push_back(arena_.exchange(plan_.probes[probe].request, &mutant));
    changed[probe] = &sent_.back();
  }
  exchanges_ += changed.size();
  return changed;
}

void Hearing::forget() {
  for (const Exchange& exchange : sent_) judge_.forget(exchange);
  sent_.clear();
}

bool Hearing::changes_nothing(const Changed& changed, const std::optional<http::Response>& ground) const {
  return std::all_of(changed.begin(), changed.end(), [&](const auto& one) {
    const Received* now = one.second->received();
    const Received* own = own_[one.first].received();
    if (now == nullptr) return false;
    return ground ? now->response == *ground : own != nullptr && now->response == own->response;
  });
}

Verdict Hearing::verdict(std::size_t planned, const Changed& changed) {
  std::vector<Evidence>& evidence = evidence_[planned];
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const std::size_t probe = plan_.clauses[planned].probes[i];
    const auto found = changed.find(probe);
    evidence[i].exchange = found == changed.end() ? &own_[probe] : found->second;
  }
  if (evidence.empty()) return {.outcome = Outcome::unexercised};
  return judge_.judge(clause(planned), evidence);
}

Hearing::Reasons Hearing::violated(const Changed& changed) {
  Reasons reasons;
  for (std::size_t planned = 0; planned < plan_.clauses.size(); ++planned) {
    const std::vector<std::size_t>& probes = plan_.clauses[planned].probes;
    const bool is_touched =
        changed.empty() ||
        std::any_of(probes.begin(), probes.end(), [&](std::size_t one) { return changed.contains(one); });
    if (!is_touched) continue;
    Verdict said = verdict(planned, changed);
    if (said.outcome == Outcome::violated) reasons[planned] = std::move(said.reason);
  }
  return reasons;
}

}  // namespace avouch
