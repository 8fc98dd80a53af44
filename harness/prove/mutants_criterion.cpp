// SPDX-License-Identifier: MIT
// Clauses about more than one operation. What state implies is proven by prove/state_proof.h; success
// criteria of workflows are not, because a proof has no workflow.
#include "prove/breaking.h"

namespace avouch {

Mutants mutants_of(const StateSubject& /*subject*/, const Breaking& /*breaking*/) {
  return {.made = {}, .reason = Mutants::Reason::out_of_reach, .why = "one operation has no state"};
}

Mutants mutants_of(const CriterionSubject& /*subject*/, const Breaking& /*breaking*/) {
  return {.made = {}, .reason = Mutants::Reason::out_of_reach, .why = "a proof carries out no workflow"};
}

}  // namespace avouch
