// SPDX-License-Identifier: MIT
#include "contract/same_path.h"

namespace avouch {

std::vector<const Operation*> operations_at_path_of(const Contract& contract, const Operation& operation) {
  std::vector<const Operation*> operations;
  for (const Operation& other : contract.operations) {
    if (other.path == operation.path && other.servers == operation.servers) operations.push_back(&other);
  }
  return operations;
}

}  // namespace avouch
