// SPDX-License-Identifier: MIT
// Joins the reports of several runs of one contract into one: the shards of a run, or runs with different
// credentials or values.
//
//   Result<Ledger> whole = merged({shard0, shard1});
//
// A clause of several reports has its combined verdict: violated if any report violates it, else undecided if
// any report could not judge it, else holding if any exercised it. Pure.
#pragma once

#include <vector>

#include "base/result.h"
#include "verdict/ledger.h"

namespace avouch {

// Errors: the reports are of different contracts.
// Precondition: there is at least one report.
Result<Ledger> merged(const std::vector<Ledger>& reports);

}  // namespace avouch
