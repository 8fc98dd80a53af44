// SPDX-License-Identifier: MIT
// Success criteria of workflows: a proof has no workflow.
#include "prove/breaking.h"

namespace avouch {

Mutants mutants_of(const CriterionSubject& /*subject*/, const Breaking& /*breaking*/) {
  return {.made = {}, .reason = Mutants::Reason::out_of_reach, .why = "a proof carries out no workflow"};
}

}  // namespace avouch
