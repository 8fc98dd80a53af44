// SPDX-License-Identifier: MIT
// Adds what the judge needs to know of a probe to its exchange.
//
//   evidence.push_back(evidence_of(contract, plan.probes[0], answer));
//
// Pure. Keeps a reference to the contract, which must outlive it; shares the answer.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "contract/contract.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "plan/probe.h"

namespace avouch {

// What came of a probe, by its index.
using AnswerOf = std::function<std::shared_ptr<const Answer>(std::size_t probe)>;

Evidence evidence_of(const Contract& contract, const Probe& probe, std::shared_ptr<const Answer> answer);

// Returns the evidence for a clause: of its own probes, then of the overheard ones.
std::vector<Evidence> evidence_of(const Contract& contract, const Plan& plan, const PlannedClause& clause,
                                  const AnswerOf& answer_of);

}  // namespace avouch
