// SPDX-License-Identifier: MIT
// Adds what the judge needs to know of a probe to its exchange.
//
//   evidence.push_back(evidence_of(contract, plan.probes[0], &exchange));
//
// Pure. Keeps references to the contract and the exchange, which must outlive it.
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

// Returns the evidence for a clause: of its own probes, then of the overheard ones. `exchange_of(probe)`
// returns the exchange of the probe with that index.
std::vector<Evidence> evidence_of(const Contract& contract, const Plan& plan, const PlannedClause& clause,
                                  const std::function<const Exchange*(std::size_t)>& exchange_of);

}  // namespace avouch
