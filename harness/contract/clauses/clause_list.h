// SPDX-License-Identifier: MIT
// The clauses of one operation while they are derived: what clauses of every kind have in common.
//
//   ClauseList list(contract, 0);
//   list.begin_response(0);
//   list.add("status", "GET /things responds with 200", list.response().place, roles, StatusSubject{});
//   std::move(list).clauses()   // GetThings/200/status
//
// Refers to the contract, which outlives it. Private to this room.
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
  ClauseList(const Contract& contract, std::size_t operation)
      : operation_(contract.operations[operation]), index_(operation) {}

  // The documented response that what is added from now on is about.
  void begin_response(std::size_t response) { response_ = response; }

  const Operation& operation() const { return operation_; }
  const DocumentedResponse& response() const { return operation_.responses[response_]; }
  ResponseRoles roles() const { return {operation_, response_}; }

  // Below OPERATION/STATUS/. Whatever the answer is judged by also listens to the requests of other clauses.
  // What it returns is good until the next call.
  BoundClause& add(const std::string& suffix, std::string claim, Place place, std::vector<Role> when,
                   Subject subject);
  // Below OPERATION/: it listens to nothing else.
  BoundClause& add_to_operation(const std::string& suffix, std::string claim, Place place,
                                std::string documentation, std::vector<Role> when, Subject subject);
  // As they are.
  void append(std::vector<BoundClause> clauses);

  std::vector<BoundClause> clauses() && { return std::move(clauses_); }

 private:
  const Operation& operation_;
  std::size_t index_;
  std::size_t response_ = 0;
  std::vector<BoundClause> clauses_;
};

}  // namespace avouch
