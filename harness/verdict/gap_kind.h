// SPDX-License-Identifier: MIT
// The kinds of reasons why a clause was not exercised, each with what to do about it.
//
//   traits_of(gap_kind(entry)).advice  ==  "test a target with more data, or give --values"
//
// A reason is a sentence for people, written where the fact is known: in the planner, the run or a judge.
// tests/verdict reads the reasons from the sources: each must be of a kind other than `other`.
//
// Pure and thread-safe.
#pragma once

#include <string_view>

#include "clause/clause.h"

namespace avouch {

struct Entry;

enum class GapKind {
  made_up_value,        // the target refused a value that Avouch chose
  credentials_missing,  // none were given
  credentials_refused,
  page_refused,     // the made-up page is not on the target's list of origins
  reported,         // another clause reports the fault
  other_response,   // the target gave another documented response, or one of another status
  accepted_error,   // the target accepted what it may refuse, so its documented error did not come
  repeated_key,     // the target may answer a repeated Idempotency-Key as it did at first
  never_triggered,  // no request can lead to the response
  never_preferred,  // and a mock cannot be asked for it
  too_little_data,  // no response had the member or the item
  other_values,     // there were values, but none that the clause is about
  annotation,       // the run does not judge the keyword
  no_header,
  other_content,   // the content is not of the documented media type, or is broken
  unread_content,  // Avouch does not read such content
  no_content,      // a status without content
  no_schema,       // the contract has none there
  contract_fault,
  rate_limit,
  unoffered_type,   // the target does not offer one of the documented media types
  unclear_refusal,  // the response does not show whether credentials matter
  no_certificate,
  deleted_before,   // by an earlier request of the run
  writes_off,       // without --allow-writes
  foreign_write,    // it could change what the run did not create
  earlier_request,  // the request needs what an earlier one did not give
  sent_once,        // the run deletes the resource in another operation
  never_repeated,   // a write that is not sent a second time, whatever else the run sends
  no_page,          // no page called
  cors_step,        // an earlier step of CORS was refused, or none is asked for
  unmade_request,   // the documentation does not say how to make the request
  unmade_response,  // the mock has no value of the documented schema
  nothing_invalid,  // the documentation allows every such request
  no_server,        // the address of the documented server is unknown
  unclear_list,     // clauses about state: the list does not show enough
  failed_sequence,  // clauses about state: a request of the sequence failed
  unclear_state,    // clauses about state: the responses do not show enough
  workflow_step,
  excused_proof,  // of a proof: the clause is not proven, which --allow-unproven excuses
  no_request,     // nothing was sent that is about the clause
  other,
};

struct GapTraits {
  std::string_view title;   // what the reasons of this kind have in common; empty: each speaks for itself
  std::string_view advice;  // what to do, one sentence without a full stop
};

GapTraits traits_of(GapKind kind);

// Precondition: the entry is unexercised.
GapKind gap_kind(const Entry& entry);
// The same for a clause of that kind and that reason.
GapKind gap_kind(ClauseKind kind, std::string_view reason);

// Whether the reason itself says what helps, so that advice would say it twice.
bool gives_advice(std::string_view reason);

}  // namespace avouch
