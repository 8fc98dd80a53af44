// SPDX-License-Identifier: MIT
// Orders the probes of a plan, and decides which of them are sent at once.
//
//   put_in_order(contract, plan, false);   // plan.probes is sorted, and each probe knows its wave
//
// The effect of a write must not change the result of other requests. Therefore writes are sent one after
// another, and never while another request is in progress. All reads form one wave. The order depends only on
// methods and paths: two documents with the same content give the same order. The phases:
//
//   phase      requests                                                          paths
//   refused    writes without credentials or with wrong ones                     as their method's phase says
//   create     POST, and methods that HTTP does not define                       shallow ones first
//   read       GET, HEAD, OPTIONS, TRACE; preflights among them
//   update     PATCH
//   replace    PUT
//   remove     DELETE                                                            deep ones first
//   stray      DELETE where the path documents none                              deep ones first
//
// For one path and method, writes that provoke an error come before the documented one. Requests that ask a
// mock for a certain response (--prefer) come last. Pure.
#pragma once

#include "contract/contract.h"
#include "plan/planner.h"

namespace avouch {

enum class Phase { refused, create, read, update, replace, remove, stray };

Phase phase_of(const Probe& probe);

// Sorts the probes, numbers the waves and updates the clauses. A second DELETE of a resource would find
// nothing, so only one is kept: the documented call's if it exists. Clauses that lose a probe get the reason.
// With `repeats_writes`, all are kept.
void put_in_order(const Contract& contract, Plan& plan, bool repeats_writes);

}  // namespace avouch
