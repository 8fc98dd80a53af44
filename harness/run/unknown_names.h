// SPDX-License-Identifier: MIT
// Names that a run was given and its contract does not have: a value that would go nowhere, and a server that
// no operation is documented at, are mistakes of whoever gave them.
//
//   Errors errors = unknown_values(options.values, contract, "…");
//
// Each error has the nearest known name in its hint, else the sentence that the caller gives. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "plan/destination.h"
#include "plan/values.h"

namespace avouch {

// Values for names that no parameter, body or API key of the contract has. `operations`: where the known
// operations are told.
Errors unknown_values(const std::vector<GivenValue>& values, const Contract& contract,
                      const std::string& operations);

// Servers that the contract does not document. `none`: what to do where it documents none.
Errors unknown_servers(const std::vector<ServerTarget>& named, const Contract& contract,
                       const std::string& none);

}  // namespace avouch
