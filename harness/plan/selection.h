// SPDX-License-Identifier: MIT
// Which operations and clauses of a contract a run is about.
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

// Globs; an operation matches where one of each list that is not empty does.
struct OperationGlobs {
  std::vector<std::string> paths;
  std::vector<std::string> methods;  // case-insensitive
  std::vector<std::string> tags;     // one of the operation's
  std::vector<std::string> ids;      // operationId

  bool empty() const { return paths.empty() && methods.empty() && tags.empty() && ids.empty(); }
};

struct Selection {
  OperationGlobs include;  // empty: every operation
  OperationGlobs exclude;  // operations that match any one of its globs are left out
  std::size_t max_operations = std::numeric_limits<std::size_t>::max();  // the first so many
  std::vector<std::string> include_clauses;  // globs over coordinates; empty: every clause
  std::vector<std::string> exclude_clauses;
};

// One flag an operation of the contract, in its order. The first `max_operations` that have a selected clause
// count.
std::vector<bool> selected_operations(const Contract& contract, const Selection& selection);

bool is_selected(const Clause& clause, const Selection& selection);

}  // namespace avouch
