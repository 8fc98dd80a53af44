// SPDX-License-Identifier: MIT
// Collects the clauses of one operation during derivation, and sets the parts that all kinds of clauses
// share.
//
//   ClauseList list(contract, 0, kMostClauses);
//   list.begin_response(0);
//   list.add("status", "GET /things responds with 200", list.response().place, roles, StatusSubject{});
//   std::move(list).clauses()   // GetThings/200/status
//
// Refers to the contract, which must outlive it. Private to this folder.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "contract/clauses/response_roles.h"
#include "contract/contract.h"

namespace avouch {

class ClauseList {
 public:
  // Keeps at most one clause more than `most`, so that is_full().
  ClauseList(const Contract& contract, std::size_t operation, std::size_t most)
      : operation_(contract.operations[operation]), id_(operation_.id), index_(operation), most_(most) {}

  bool is_full() const { return clauses_.size() > most_; }

  // Sets the documented response of the clauses that are added next.
  void begin_response(std::size_t response) { response_ = response; }

  const Operation& operation() const { return operation_; }
  const DocumentedResponse& response() const { return operation_.responses[response_]; }
  ResponseRoles roles() const { return {operation_, response_}; }

  // Adds a clause below OPERATION/STATUS/. A clause that judges the response also observes the requests of
  // other clauses. The returned reference is valid until the next call.
  BoundClause& add(const std::string& suffix, SharedText claim, SharedValue<Place> place, Roles when,
                   Subject subject);
  // Adds a clause below OPERATION/, which observes only its own requests.
  BoundClause& add_to_operation(const std::string& suffix, SharedText claim, SharedValue<Place> place,
                                SharedText documentation, Roles when, Subject subject);
  // The clause that was added last.
  BoundClause& last() { return clauses_.back(); }
  // Appends the clauses unchanged.
  void append(std::vector<BoundClause> clauses);

  std::vector<BoundClause> clauses() && { return std::move(clauses_); }

 private:
  const Operation& operation_;
  SharedText id_;
  std::size_t index_;
  std::size_t most_;
  std::size_t response_ = 0;
  std::vector<BoundClause> clauses_;
};

}  // namespace avouch
