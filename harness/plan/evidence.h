// SPDX-License-Identifier: MIT
// What the judge has to know of a probe, beside what came of it.
//
//   evidence.push_back(evidence_of(contract, plan.probes[0], answer));
//
// Pure. Refers to the contract, which outlives it, and shares the answer.
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

// For a clause, of its own probes and then of those that it overhears.
std::vector<Evidence> evidence_of(const Contract& contract, const Plan& plan, const PlannedClause& clause,
                                  const AnswerOf& answer_of);

}  // namespace avouch
