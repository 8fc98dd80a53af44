// SPDX-License-Identifier: MIT
// Cuts the clauses of a plan into shards, and never a story: requests that take values of each other's
// answers, or must come one after another, are sent by one process.
//
//   register_suites(session, clauses_of_shard(session.plan(), {.index = 0, .total = 4}));
//
// Every clause is in one shard. The shards of a plan differ as little in weight as whole stories allow: the
// heaviest story goes first to the lightest shard. Pure: the same plan and weights give the same shards.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "plan/planner.h"
#include "verdict/ledger.h"

namespace avouch {

// How long each request took before, by the id of its probe. A probe without one weighs as much as the
// average of the others.
using ShardWeights = std::map<std::string, std::chrono::microseconds>;

// Indices into Plan::clauses, sorted.
std::vector<std::size_t> clauses_of_shard(const Plan& plan, const Shard& shard,
                                          const ShardWeights& weights = {});

}  // namespace avouch
