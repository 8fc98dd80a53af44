// SPDX-License-Identifier: MIT
// The proof of one operation. Private to this folder; prove/proof.h combines these proofs.
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "prove/arena.h"
#include "prove/proof.h"

namespace avouch {

// The contract reduced to one operation and the clauses about it, which `clauses` lists.
Contract only(const Contract& contract, std::size_t operation, const std::vector<std::size_t>& clauses);

// Errors: whatever the judge does not support.
Result<ContractProof> prove_operation(const Contract& single, const ProofOptions& options, Arena& arena);

}  // namespace avouch
