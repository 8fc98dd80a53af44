// SPDX-License-Identifier: MIT
// A mutant: a response that breaks one clause, described as an edit of a conforming response.
//
//   Mutant mutant{.what = "the status is 500", .roles = {Role::documented},
//                 .edit = [](const http::Request&, http::Response& answer) { answer.status = 500; }};
//
// Plain values; edits are thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "contract/role.h"
#include "generate/ways/violations.h"
#include "http/message.h"

namespace avouch {

struct Mutant {
  std::string what;  // "account_sid is 33 characters long": the error, without a full stop
  Roles roles;       // roles of the requests whose responses it changes
  std::function<void(const http::Request&, http::Response&)> edit;
  // Globs of the clauses, below the operation, that this mutant necessarily violates too: their claims cannot
  // be true if the clause is false.
  std::vector<std::string> follows;
};

// The mutants of one clause. If none exists, or none should break only this clause, `reason` says why.
struct Mutants {
  // Also used for clauses that are not about bodies. Vacuous: nothing contradicts the clause.
  using Reason = Violations::Reason;
  std::vector<Mutant> made;
  Reason reason = Reason::made;
  std::string why;  // a sentence without a full stop
  // What it means if a response from the documentation itself violates the clause. Empty: the clause or the
  // judge is wrong.
  std::string own_fault = {};
  // The coordinate, below the operation, of the clause that fails in its place, if one does: of an anyOf or a
  // oneOf, whose alternative breaks nothing but this clause.
  std::string through = {};
};

}  // namespace avouch
