// SPDX-License-Identifier: MIT
// The body judges of a contract: one per schema of a media type and of a header. Private to this folder.
//
//   const SchemaKey key = schemas.body_key(operation, response, media);
//   schemas.body_verdicts(answer, key).of(3).outcome
//
// A body is judged once per schema, for all its clauses: the Answer stores the verdicts under the number of
// these judges. Immutable after make(); thread-safe. The contract must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "base/result.h"
#include "contract/contract.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "judge/judge.h"

namespace avouch {

class SchemaJudges {
 public:
  // Errors: whatever the judge does not support, with name and place.
  static Result<SchemaJudges> make(const Contract& contract, const JudgeOptions& options);

  SchemaKey body_key(std::size_t operation, std::size_t response, std::size_t media) const {
    return {number_, SchemaKey::Part::body, operation, response, media};
  }
  SchemaKey header_key(std::size_t operation, std::size_t response, std::size_t header) const {
    return {number_, SchemaKey::Part::header, operation, response, header};
  }

  // Returns nullptr if no schema is judged there.
  const BodyJudge* find(const SchemaKey& key) const;

  // What judging one answer may cost.
  const WorkBudget::Limits& limits() const { return limits_; }

  // The answer's body, read by the form of that media type. Preconditions: a response was received; the form
  // is not JSON.
  const MediaBody& read(const Answer& answer, const SchemaKey& key) const;

  // Preconditions: the answer's body could be read, and a schema is judged there.
  const SchemaVerdicts& body_verdicts(const Answer& answer, const SchemaKey& key) const;
  // Preconditions: a response was received, and a schema is judged there.
  const SchemaVerdicts& header_verdicts(const Answer& answer, const SchemaKey& key) const;

 private:
  SchemaJudges(const Contract& contract, const JudgeOptions& options, std::uint64_t number)
      : contract_(&contract),
        limits_{.steps = options.max_steps, .time = options.max_time},
        number_(number) {}

  const Contract* contract_;
  WorkBudget::Limits limits_;
  std::uint64_t number_;  // unique in this process
  std::map<SchemaKey, BodyJudge> judges_;
};

}  // namespace avouch
