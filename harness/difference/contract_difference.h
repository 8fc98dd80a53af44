// SPDX-License-Identifier: MIT
// Compares two versions of a contract, for their clients.
//
//   const ContractDifference difference = difference_of(before, after);
//   if (difference.has(Effect::breaking)) …
//
// Operations correspond by method and path; the names of path parameters make no difference. docs/diff.md
// says which change is breaking. A change of one schema that several operations share is one change.
// Descriptions, examples, tags, links and the defaults of members are not compared.
//
// Pure, but reads the documents of the contracts (Contract::library), so one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "difference/change.h"

namespace avouch {

struct ContractDifference {
  std::vector<Change> changes;     // breaking ones first, then undecided ones
  std::vector<std::string> gone;   // coordinates of clauses that only the earlier contract has
  std::vector<std::string> added;  // … only the later one
  std::size_t compared = 0;        // operations of both

  std::size_t count(Effect effect) const;
  bool has(Effect effect) const { return count(effect) > 0; }
};

ContractDifference difference_of(const Contract& before, const Contract& after);

}  // namespace avouch
