// SPDX-License-Identifier: MIT
// Proves the clauses about what state implies (contract/state_clauses.h): runs against the mock, which keeps
// state, must violate none; runs against mocks that forget or change what they keep must violate exactly
// those that say so.
//
//   Result<StateProof> proof = prove_state(contract, options);
//   proof->by_operation[3].front().finding == ClauseProof::Finding::proven
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "prove/proof.h"

namespace avouch {

struct StateProof {
  std::map<std::size_t, std::vector<ClauseProof>> by_operation;  // of the selected clauses, in their order
  std::size_t conformant = 0;
  std::size_t mutants = 0;
  std::size_t exchanges = 0;
};

// Errors: those of a run; no free port on the loopback.
Result<StateProof> prove_state(const Contract& contract, const ProofOptions& options);

}  // namespace avouch
