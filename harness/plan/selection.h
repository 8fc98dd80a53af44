// SPDX-License-Identifier: MIT
// Selects the operations and clauses of a run.
//
//   Selection selection{.include = {.methods = {"GET"}}};
//   selected_operations(contract, selection)  ->  a flag for each operation
//
// Plain values; pure.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "contract/contract.h"

namespace avouch {

// Globs. An operation matches if each non-empty list has a matching glob.
struct OperationGlobs {
  std::vector<std::string> paths;
  std::vector<std::string> methods;  // case-insensitive
  std::vector<std::string> tags;     // match any of the operation's tags
  std::vector<std::string> ids;      // operationId

  bool empty() const { return paths.empty() && methods.empty() && tags.empty() && ids.empty(); }
};

struct Selection {
  OperationGlobs include;  // empty: every operation
  OperationGlobs exclude;  // leaves out operations that match any one of its globs
  std::size_t max_operations = std::numeric_limits<std::size_t>::max();  // takes only the first ones
  std::vector<std::string> include_clauses;  // globs over coordinates; empty: every clause
  std::vector<std::string> exclude_clauses;
};

// Returns one flag per operation of the contract, in its order. `max_operations` counts only operations with
// a selected clause.
std::vector<bool> selected_operations(const Contract& contract, const Selection& selection);

bool is_selected(const Clause& clause, const Selection& selection);

}  // namespace avouch
