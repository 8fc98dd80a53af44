// SPDX-License-Identifier: MIT
// Judges a clause by its exchanges.
//
//   Result<Judge> judge = Judge::make(contract, {});
//   Verdict verdict = judge->judge(clause, {{.role = Role::documented, .answer = Answer::of(exchange)}});
//
// A Judge is built once per contract, which must outlive it. It is immutable and thread-safe. It stores
// results about a response in the Answer (judge/answer.h), under the judge's number, which is unique in this
// process.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
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
  std::string origin;                         // of the requesting page; empty if none
  bool has_credentials = false;               // whether the user gave the credentials that were sent
  bool overheard = false;                     // the request was made for other clauses
  std::vector<std::string> made_up = {};      // parameters with made-up values
  bool has_made_up_body = false;              // the request's body was generated from the schema
  std::string removed_by = {};                // the probe of this run that deleted its resource before
  bool is_negotiated = false;                 // the request asks for one media type, which may be refused
  bool is_further = false;                    // it has optional parameters, which may be refused
  bool names_nothing = false;                 // the path names nothing, so that nothing is changed
  const Operation* operation = nullptr;       // not owned. Null: each response is judged by itself
  std::shared_ptr<const Answer> answer = {};  // the result of the request
};

struct JudgeOptions {
  bool assert_formats = true;   // --formats annotate turns it off (JSON Schema 2020-12 Validation §7.2)
  bool assert_content = false;  // contentMediaType and contentEncoding: only draft 7 lets a judge assert them
  // What judging one response may cost, all of its clauses together (base/work_budget.h). The time is
  // processor time: --max-judge-time.
  std::chrono::milliseconds max_time = kUsualJudgeTime;
  std::size_t max_steps = steps_within(kUsualJudgeTime);
};

class Judge {
 public:
  // Errors: whatever the judge does not support, with name and place.
  static Result<Judge> make(const Contract& contract, JudgeOptions options);

  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;
  ~Judge();

  // Returns one verdict over the exchanges that can exercise `clause`; unexercised if none does.
  Verdict judge(const BoundClause& clause, const std::vector<Evidence>& evidence) const;

  // judge() in two steps, for a clause about content (SubjectTraits::is_of_content), so that a body need not
  // be kept until the others are there. judge_one() returns nullopt if the clause does not apply to the
  // exchange at `index`; join() takes the results for each evidence, in order, and reads nothing of the
  // exchanges.
  std::optional<Verdict> judge_one(const BoundClause& clause, const std::vector<Evidence>& evidence,
                                   std::size_t index) const;
  static Verdict join(const BoundClause& clause, const std::vector<Evidence>& evidence,
                      const std::vector<std::optional<Verdict>>& each);

  // The results of judge() for every clause about the schema that contains the keyword of `clause`: the
  // keywords that some exchange violates, in order.
  std::vector<std::size_t> violated_keywords(const BoundClause& clause,
                                             const std::vector<Evidence>& evidence) const;

  // The judge for the bodies of one documented media type, by its indices in the contract. Null if the media
  // type has no schema, or if its content is not read. Valid for the lifetime of this Judge, even after a
  // move.
  const BodyJudge* of_body(std::size_t operation, std::size_t response, std::size_t media) const;
  // The same for the values of a documented header. Null if no claim of its schema is judged.
  const BodyJudge* of_header(std::size_t operation, std::size_t response, std::size_t header) const;

 private:
  struct State;
  explicit Judge(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace avouch
