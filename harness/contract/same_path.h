// SPDX-License-Identifier: MIT
// The operations of one resource: those that have the path and the servers of another one.
//
//   for (const Operation* other : operations_at_path_of(contract, operation))
//   methods.push_back(other->method);
//
// Pure; thread-safe.
#pragma once

#include <vector>

#include "contract/contract.h"

namespace avouch {

// In document order, with the operation itself if it is one of the contract.
std::vector<const Operation*> operations_at_path_of(const Contract& contract, const Operation& operation);

}  // namespace avouch
