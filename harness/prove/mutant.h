// SPDX-License-Identifier: MIT
// A mutant: an answer that breaks one clause, as an edit of an answer that conforms.
//
//   Mutant mutant{.what = "the status is 500", .roles = {Role::documented},
//                 .edit = [](const http::Request&, http::Response& answer) { answer.status = 500; }};
//
// Plain values; an edit may be called by any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "contract/role.h"
#include "generate/ways/violations.h"
#include "http/message.h"

namespace avouch {

struct Mutant {
  std::string what;         // "account_sid is 33 characters long": what is wrong, without a full stop
  std::vector<Role> roles;  // whose answers it changes
  std::function<void(const http::Request&, http::Response&)> edit;
  // Globs of the clauses, below the operation, that are violated with it by necessity: what they claim cannot
  // be true where the clause is false.
  std::vector<std::string> follows;
};

// The mutants of one clause. Where there are none, or none is expected to break just it, `reason` says why.
struct Mutants {
  // Of what holds for answers as well as for bodies. Vacuous: nothing contradicts the clause.
  using Reason = Violations::Reason;
  std::vector<Mutant> made;
  Reason reason = Reason::made;
  std::string why;  // a sentence without a full stop
  // What it means where an answer that the documentation itself gives violates the clause. Empty: the clause
  // or the judge is wrong.
  std::string own_fault = {};
};

}  // namespace avouch
