// SPDX-License-Identifier: MIT
// The results of the mutants of one clause.
//
//   Trials trials = try_all(hearing, plan, planned, planned, mutants, ground);
//   trials.killed == trials.distinct
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plan/planner.h"
#include "prove/grounds.h"
#include "prove/hearing.h"
#include "prove/mutant.h"
#include "prove/proof.h"

namespace avouch {

struct Trials {
  std::size_t distinct = 0;           // distinct responses
  std::size_t killed = 0;             // how many of those made exactly the clause fail
  std::vector<std::string> examples;  // the errors in the first of them, at most kExamples
  std::vector<Survivor> survivors;
  std::optional<Mutant> killer;  // the first of them, with its ground
  std::set<std::string> masks;   // coordinates, below the operation, of the clauses that were violated too
};

// Skips edits that change nothing. `failing`: the planned clause that must fail, which is `planned` itself,
// or the one that fails in its place (Mutants::through).
Trials try_all(Hearing& hearing, const Plan& plan, std::size_t planned, std::size_t failing,
               const std::vector<Mutant>& mutants, const Ground& ground);

}  // namespace avouch
