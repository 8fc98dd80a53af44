// SPDX-License-Identifier: MIT
// The proof of one operation. Private to this folder; prove/proof.h combines these proofs.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "prove/proof.h"
#include "prove/shared_schemas.h"

namespace avouch {

// The contract reduced to one operation and the clauses about it, which `clauses` lists.
Contract only(const Contract& contract, std::size_t operation, const std::vector<std::size_t>& clauses);

// What the proof of one operation gives.
struct OperationProofs {
  ContractProof proof;
  // Clauses of schemas that are proven in another response, which were proven here too: index into the
  // clauses, and the coordinate of the other clause. Both findings must be the same.
  std::vector<std::pair<std::size_t, std::string>> samples;
};

// `shared` knows the operation by that index; null: nothing is shared. Clauses that are proven in another
// response have no finding yet: ClauseProof::same_as. `wanted`: proves these clauses alone, by their indices
// in `single`; null: all. Errors: whatever the judge does not support.
Result<OperationProofs> prove_operation(const Contract& single, const ProofOptions& options,
                                        const SharedSchemas* shared, std::size_t operation,
                                        const std::set<std::size_t>* wanted = nullptr);

}  // namespace avouch
