// SPDX-License-Identifier: MIT
// What became of the mutants of one clause.
//
//   Trials trials = try_all(hearing, plan, planned, mutants, ground);
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
  std::size_t distinct = 0;           // answers; what another mutant gave already is not counted again
  std::size_t killed = 0;             // of those, how many made exactly the clause fail
  std::vector<std::string> examples;  // what was wrong with the first of them, at most kExamples
  std::vector<Survivor> survivors;
  std::optional<Mutant> killer;  // the first of them, under its ground
  std::set<std::string> masks;   // coordinates, below the operation, of clauses that were violated too
};

// An edit that changes nothing is no mutant, and is not tried.
Trials try_all(Hearing& hearing, const Plan& plan, std::size_t planned, const std::vector<Mutant>& mutants,
               const Ground& ground);

}  // namespace avouch
