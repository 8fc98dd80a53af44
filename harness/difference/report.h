// SPDX-License-Identifier: MIT
// Tells people what differs between two contracts.
//
//   std::cout << difference_text(difference, before, after, {.color = true});
//
// The text is safe to print. Pure.
#pragma once

#include <string>

#include "contract/contract.h"
#include "difference/contract_difference.h"

namespace avouch {

struct DifferenceTextOptions {
  bool color = false;
  bool verbose = false;  // also the compatible changes and the clauses, each by itself
};

// Ends in a line feed.
std::string difference_text(const ContractDifference& difference, const Contract& before,
                            const Contract& after, const DifferenceTextOptions& options);

}  // namespace avouch
