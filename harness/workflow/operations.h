// SPDX-License-Identifier: MIT
// Finds the operations that steps call, and makes a clause of each success criterion.
//
//   Errors errors = bind_operations(description, contract, {{"shop", 0, 12}});
//   add_criteria(contract, description);    // workflow/buyBook/pay/criterion/1, …
//
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "workflow/description.h"

namespace avouch {

// The operations of a contract that one source description documents.
struct SourceOperations {
  std::string source;
  std::size_t first = 0;
  std::size_t count = 0;
};

// Sets WorkflowStep::operation. Returns a step's operation that no source has, or that several have, with its
// place.
Errors bind_operations(WorkflowDescription& description, const Contract& contract,
                       const std::vector<SourceOperations>& sources);

// Adds the clauses behind those of the contract, in the order of success_criteria().
void add_criteria(Contract& contract, const WorkflowDescription& description);

// Adds the operations and clauses of another contract. Operations whose ID is taken get the name of their
// source in front of it.
void add_contract(Contract& contract, Contract other, const std::string& source);

}  // namespace avouch
