// SPDX-License-Identifier: MIT
// The judge: what exchanges say of a clause.
//
//   Result<Judge> judge = Judge::make(contract, {});
//   Verdict verdict = judge->judge(clause, {{.role = Role::documented, .answer = Answer::of(exchange)}});
//
// A Judge is built once for a contract, which must outlive it, and does not change: any thread may ask. What
// it works out about an answer is kept by the answer (judge/answer.h), under the judge's number: no other
// judge of this process ever has the same.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "judge/answer.h"
#include "verdict/verdict.h"

namespace avouch {

class BodyJudge;

struct Evidence {
  Role role = Role::documented;
  std::string origin;                     // of the page that asked; empty where none
  bool has_credentials = false;           // whether the user gave the credentials that were sent
  bool overheard = false;                 // the request was made for other clauses
  std::vector<std::string> made_up = {};  // parameters whose values nobody gave
  bool has_made_up_body = false;          // nobody gave or documented the request's body
  const Operation* operation = nullptr;   // that was called; not owned. Null: each response speaks for itself
  std::shared_ptr<const Answer> answer = {};  // what came of it
};

struct JudgeOptions {
  bool assert_formats = true;  // --formats annotate turns it off (JSON Schema 2020-12 Validation §7.2)
  bool assert_content =
      false;  // contentMediaType and contentEncoding, which draft 7 alone lets a judge assert
};

class Judge {
 public:
  // Errors: what the judge does not support, by name and place.
  static Result<Judge> make(const Contract& contract, JudgeOptions options);

  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;
  ~Judge();

  // One verdict over the exchanges that can exercise `clause`; none of them: unexercised.
  Verdict judge(const BoundClause& clause, const std::vector<Evidence>& evidence) const;

  // What judge() says at once of every clause about the schema that `clause` is about a keyword of: the
  // keywords that some exchange violates, in order.
  std::vector<std::size_t> violated_keywords(const BoundClause& clause,
                                             const std::vector<Evidence>& evidence) const;

  // The judge of one documented media type's bodies, by its indices in the contract; null where it has no
  // schema, or is no JSON. Lives as long as this one does, wherever that is moved.
  const BodyJudge* of_body(std::size_t operation, std::size_t response, std::size_t media) const;
  // The same of a documented header's values; null where none of its schema's claims is judged.
  const BodyJudge* of_header(std::size_t operation, std::size_t response, std::size_t header) const;

 private:
  struct State;
  explicit Judge(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace avouch
