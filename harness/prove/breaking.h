// SPDX-License-Identifier: MIT
// The mutants that break a clause: a mutants_of() for each subject (contract/subject.h). The compiler reports
// a kind of clause without one.
//
//   Mutants mutants = mutants_of({contract, clause, judge, values, granted, 100});
//
// The most significant mutants come first. Pure.
#pragma once

#include <cstddef>

#include "contract/contract.h"
#include "http/message.h"
#include "judge/judge.h"
#include "prove/mutant.h"
#include "prove/value_sources.h"

namespace avouch {

struct Breaking {
  const Contract& contract;  // with one operation
  const BoundClause& clause;
  const Judge& judge;             // of that contract
  const ValueSources& values;     // of that contract
  const http::Response& granted;  // the response to the documented call
  std::size_t most = 0;           // maximum number of values per keyword

  const DocumentedResponse& response() const {
    return contract.operations[clause.operation].responses[clause.response];
  }
};

Mutants mutants_of(const Breaking& breaking);

// `subject` is the subject of the clause.
Mutants mutants_of(const StatusSubject& subject, const Breaking& breaking);
Mutants mutants_of(const DocumentedStatusSubject& subject, const Breaking& breaking);
Mutants mutants_of(const MediaTypeSubject& subject, const Breaking& breaking);
Mutants mutants_of(const BodySyntaxSubject& subject, const Breaking& breaking);
Mutants mutants_of(const BodyKeywordSubject& subject, const Breaking& breaking);
Mutants mutants_of(const HeaderSubject& subject, const Breaking& breaking);
Mutants mutants_of(const HeaderKeywordSubject& subject, const Breaking& breaking);
Mutants mutants_of(const AllowSubject& subject, const Breaking& breaking);
Mutants mutants_of(const ChallengeSubject& subject, const Breaking& breaking);
Mutants mutants_of(const CorsSubject& subject, const Breaking& breaking);
Mutants mutants_of(const SecuritySubject& subject, const Breaking& breaking);
Mutants mutants_of(const DriftSubject& subject, const Breaking& breaking);
Mutants mutants_of(const StateSubject& subject, const Breaking& breaking);
Mutants mutants_of(const CriterionSubject& subject, const Breaking& breaking);

}  // namespace avouch
