// SPDX-License-Identifier: MIT
// What the judge has to know of a probe, beside what came of it.
//
//   evidence.push_back(evidence_of(contract, plan.probes[0], &exchange));
//
// Pure. Refers to the contract, which outlives it, and to the exchange.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "contract/contract.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "plan/probe.h"

namespace avouch {

Evidence evidence_of(const Contract& contract, const Probe& probe, const Exchange* exchange);

// For a clause, of its own probes and then of those that it overhears. `exchange_of(probe)` gives the
// exchange of a probe, by its index.
std::vector<Evidence> evidence_of(const Contract& contract, const Plan& plan, const PlannedClause& clause,
                                  const std::function<const Exchange*(std::size_t)>& exchange_of);

}  // namespace avouch
