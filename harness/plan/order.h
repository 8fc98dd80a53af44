// SPDX-License-Identifier: MIT
// The order in which a plan's probes are sent, and which of them are sent at once.
//
//   put_in_order(contract, plan, false);   // plan.probes is sorted, and each probe knows its wave
//
// What a write leaves behind must not decide what other requests find. So writes are sent one after another,
// and never while another request is under way; all reads together are one wave. The order follows from
// methods and paths alone: two documents that say the same are sent the same. The phases:
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
// Of one path and method, writes that seek an error come before the documented one, and what asks a mock for
// an answer (--prefer) comes last. Pure.
#pragma once

#include "contract/contract.h"
#include "plan/planner.h"

namespace avouch {

enum class Phase { refused, create, read, update, replace, remove, stray };

Phase phase_of(const Probe& probe);

// Sorts the probes, numbers the waves and lets the clauses follow. A second DELETE of a resource would find
// nothing, so that only one is kept: the documented call's where there is one. What is left out is told to
// the clauses that lose it. `repeats_writes`: nothing is left out.
void put_in_order(const Contract& contract, Plan& plan, bool repeats_writes);

}  // namespace avouch
