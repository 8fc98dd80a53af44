// SPDX-License-Identifier: MIT
// Orders the probes of a plan, and decides which of them are sent at once.
//
//   put_in_order(contract, plan, false);   // plan.probes is sorted, and each probe knows its wave
//
// The effect of a write must not change the result of other requests. Therefore writes are sent one after
// another, and never while another request is in progress. A probe waits for the answers that it needs
// (Probe::needs). The order depends only on methods, paths and names: two documents with the same content
// give the same order. The phases:
//
//   phase      requests                                                          paths
//   prepare    reads whose answers a creation needs
//   refused    writes without credentials or with wrong ones                     as their method's phase says
//   create     POST, and methods that HTTP does not define                       shallow ones first
//   read       GET, HEAD, OPTIONS, TRACE; preflights among them
//   query      POST requests that only read (plan/reading_post.h)
//   guarded    refused ones of PATCH, PUT and DELETE that need a created resource
//   update     PATCH
//   replace    PUT
//   foreign    PATCH and PUT of the second identity
//   remove     DELETE; that of the second identity before the documented one,
//              and between them the actions on the resource                      deep ones first
//   stray      DELETE where the path documents none                              deep ones first
//
// Within a phase, reads that wait for nothing more are sent at once. Lists are read after what was created in
// them, so they are not empty. For one path and method, writes that provoke an error come before the
// documented one. Requests that ask a mock for a certain response (--prefer) come last. Pure; the time is
// linear in the probes and what they need, but for sorting.
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "contract/contract.h"
#include "plan/planner.h"

namespace avouch {

enum class Phase { prepare, refused, create, read, query, guarded, update, replace, foreign, remove, stray };

// `prepare` is a matter of the whole plan, so it is never returned. An action may be sent later:
// last_actions().
Phase phase_of(const Probe& probe);

// The probes that must be answered before this one is sent.
std::set<std::size_t> needed_by(const Probe& probe);

// Of each probe, whether it is an action that is sent shortly before its resource is deleted: nothing but
// other actions and deletions needs it.
std::vector<bool> last_actions(const Plan& plan);

// Of each probe, whether a creation needs it, by itself or through others.
std::vector<bool> needed_by_creations(const Plan& plan);

// Sorts the probes, numbers the waves and updates the clauses. A second DELETE of a resource would find
// nothing, so only one is kept: the documented call's if it exists. Clauses that lose a probe get the reason.
// With `repeats_writes`, all are kept.
void put_in_order(const Contract& contract, Plan& plan, bool repeats_writes);

}  // namespace avouch
