// SPDX-License-Identifier: MIT
#include "plan/evidence.h"

#include <utility>

namespace avouch {

Evidence evidence_of(const Contract& contract, const Probe& probe, std::shared_ptr<const Answer> answer) {
  return {.role = probe.role,
          .origin = probe.origin,
          .has_credentials = probe.has_credentials,
          .made_up = probe.made_up,
          .has_made_up_body = probe.has_made_up_body,
          .removed_by = probe.removed_by,
          .is_negotiated = probe.is_negotiated,
          .is_further = probe.is_further,
          .names_nothing = probe.names_nothing,
          .operation = &contract.operations[probe.operation],
          .answer = std::move(answer)};
}

std::vector<Evidence> evidence_of(const Contract& contract, const Plan& plan, const PlannedClause& clause,
                                  const AnswerOf& answer_of) {
  std::vector<Evidence> evidence;
  evidence.reserve(clause.probes.size() + clause.overheard.size());
  for (const std::size_t probe : clause.probes)
    evidence.push_back(evidence_of(contract, plan.probes[probe], answer_of(probe)));
  for (const std::size_t probe : clause.overheard) {
    evidence.push_back(evidence_of(contract, plan.probes[probe], answer_of(probe)));
    evidence.back().overheard = true;
  }
  return evidence;
}

}  // namespace avouch
