// SPDX-License-Identifier: MIT
// What the judge has to know of a probe, beside what came of it.
//
//   evidence.push_back(evidence_of(contract, plan.probes[0], &exchange));
//
// Pure. Refers to the contract, which outlives it, and to the exchange.
#pragma once

#include "contract/contract.h"
#include "judge/judge.h"
#include "plan/probe.h"

namespace avouch {

Evidence evidence_of(const Contract& contract, const Probe& probe, const Exchange* exchange);

}  // namespace avouch
