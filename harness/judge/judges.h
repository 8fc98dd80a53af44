// SPDX-License-Identifier: MIT
// The judge of each kind of clause, and what it says of itself: for each subject (contract/subject.h) a
// verdict_of() and an explanation_of(). Judge::judge() and `avouch explain` choose by the subject, so that
// the compiler names a kind that has none. Private to this room.
//
//   Verdict verdict = verdict_of(HeaderSubject{}, {contract, clause, evidence, schemas});
//
// Of a subject whose scope is `exchanges`, verdict_of() looks at all evidence, and says by which it judged;
// of any other, at the answer to one request, which is `index`.
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
  // Precondition: the operation documents one.
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

// cors/cors.cpp
Verdict verdict_of(const CorsSubject& subject, const Question& question);
Explanation explanation_of(const CorsSubject& subject, const Operation& operation, const BoundClause& clause);

// drift.cpp
Verdict verdict_of(const DriftSubject& subject, const Question& question);
Explanation explanation_of(const DriftSubject& subject, const Operation& operation,
                           const BoundClause& clause);

// What every clause about an answer of one status is unexercised by.
inline constexpr const char* kOtherStatus = "no response has this status";

}  // namespace avouch
