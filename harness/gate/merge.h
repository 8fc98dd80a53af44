// SPDX-License-Identifier: MIT
// Joins the reports of several runs of one contract into one: the shards of a run, or runs with different
// credentials or values.
//
//   Result<Ledger> whole = merged({shard0, shard1});
//
// A clause of several reports has its combined verdict: violated if any report violates it, else undecided if
// any report could not judge it, else holding if any exercised it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "verdict/ledger.h"

namespace avouch {

// Errors: the reports are of different contracts, or of shards of different versions of one.
// Precondition: there is at least one report.
Result<Ledger> merged(const std::vector<Ledger>& reports);

// The condition that shards set: if one of the reports is of a shard, the others are there as well, and
// together they have every clause that they were to judge. nullopt if it is met.
std::optional<Unmet> missing_shards(const std::vector<Ledger>& reports);

// The same for the same coordinates, in any order; 16 hexadecimal digits.
std::string digest_of(std::vector<std::string> coordinates);

}  // namespace avouch
