// SPDX-License-Identifier: MIT
// The success criteria of workflows (contract/subject.h). The engine of the room workflow judges them while
// it carries out the steps, because later steps depend on them.
#include "judge/judges.h"

namespace avouch {

Verdict verdict_of(const CriterionSubject& /*subject*/, const Question& /*question*/) {
  return {.outcome = Outcome::unexercised, .reason = "only avouch run --workflow carries out its step"};
}

Explanation explanation_of(const CriterionSubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {
      "the criterion is not satisfied at the last try of its step; a warning if onFailure goes on with "
      "another step",
      "the workflow ended before the step, or the step needs a value that no answer gave"};
}

}  // namespace avouch
