// SPDX-License-Identifier: MIT
// The judges of all kinds of clauses. Each subject (contract/subject.h) has a verdict_of() and an
// explanation_of(). Judge::judge() and `avouch explain` choose by the subject, so the compiler reports a kind
// that lacks one. Private to this folder.
//
//   Verdict verdict = verdict_of(HeaderSubject{}, {contract, clause, evidence, schemas});
//
// If the subject's scope is `exchanges`, verdict_of() examines all evidence and reports which of it was
// judged. Otherwise it examines the response to one request, at `index`.
#pragma once

#include <cstddef>
#include <vector>

#include "contract/contract.h"
#include "judge/explanation.h"
#include "judge/judge.h"
#include "judge/schema_judges.h"
#include "verdict/verdict.h"

namespace avouch {

struct Question {
  const Contract& contract;
  const BoundClause& clause;
  const std::vector<Evidence>& evidence;
  const SchemaJudges& schemas;
  std::size_t index = 0;

  const Operation& operation() const { return contract.operations[clause.operation]; }
  // Precondition: the operation documents a response.
  const DocumentedResponse& response() const { return operation().responses[clause.response]; }
  const Evidence& one() const { return evidence[index]; }
  const Answer& answer() const { return *one().answer; }
  SchemaKey body_key(std::size_t media) const {
    return schemas.body_key(clause.operation, clause.response, media);
  }
};

// status.cpp
Verdict verdict_of(const StatusSubject& subject, const Question& question);
Verdict verdict_of(const DocumentedStatusSubject& subject, const Question& question);
Verdict verdict_of(const MediaTypeSubject& subject, const Question& question);
Verdict verdict_of(const SecuritySubject& subject, const Question& question);
// state/refused.cpp: of the refused write at that index; nullopt if nothing shows that it was carried out.
std::optional<Verdict> carried_out(const Question& question, std::size_t refused);
Explanation explanation_of(const StatusSubject& subject, const Operation& operation,
                           const BoundClause& clause);
Explanation explanation_of(const DocumentedStatusSubject& subject, const Operation& operation,
                           const BoundClause& clause);
Explanation explanation_of(const MediaTypeSubject& subject, const Operation& operation,
                           const BoundClause& clause);
Explanation explanation_of(const SecuritySubject& subject, const Operation& operation,
                           const BoundClause& clause);

// content.cpp
Verdict verdict_of(const BodySyntaxSubject& subject, const Question& question);
Verdict verdict_of(const BodyKeywordSubject& subject, const Question& question);
Explanation explanation_of(const BodySyntaxSubject& subject, const Operation& operation,
                           const BoundClause& clause);
Explanation explanation_of(const BodyKeywordSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// header/header.cpp
Verdict verdict_of(const HeaderSubject& subject, const Question& question);
Verdict verdict_of(const HeaderKeywordSubject& subject, const Question& question);
Explanation explanation_of(const HeaderSubject& subject, const Operation& operation,
                           const BoundClause& clause);
Explanation explanation_of(const HeaderKeywordSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// header/allow.cpp
Verdict verdict_of(const AllowSubject& subject, const Question& question);
Explanation explanation_of(const AllowSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// header/challenge.cpp
Verdict verdict_of(const ChallengeSubject& subject, const Question& question);
Explanation explanation_of(const ChallengeSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// cors/cors.cpp
Verdict verdict_of(const CorsSubject& subject, const Question& question);
Explanation explanation_of(const CorsSubject& subject, const Operation& operation, const BoundClause& clause);

// drift.cpp
Verdict verdict_of(const DriftSubject& subject, const Question& question);
Explanation explanation_of(const DriftSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// state/state.cpp
Verdict verdict_of(const StateSubject& subject, const Question& question);
Explanation explanation_of(const StateSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// criterion.cpp
Verdict verdict_of(const CriterionSubject& subject, const Question& question);
Explanation explanation_of(const CriterionSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// The reason why every clause about one status is unexercised.
inline constexpr const char* kOtherStatus = "no response has this status";

}  // namespace avouch
