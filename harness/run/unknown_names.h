// SPDX-License-Identifier: MIT
// Finds names that the user gave and the contract does not have. A value without a parameter, or a server
// without a documented operation, is a user error.
//
//   Errors errors = unknown_values(options.values, contract, "…");
//
// The hint of each error is the nearest known name, or the caller's sentence if no name is near. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "plan/destination.h"
#include "plan/values.h"

namespace avouch {

// Finds values for names that no parameter, body or API key of the contract has. `operations` says where the
// known operations are listed.
Errors unknown_values(const std::vector<GivenValue>& values, const Contract& contract,
                      const std::string& operations);

// Finds servers that the contract does not document. `none` is the hint if it documents no servers.
Errors unknown_servers(const std::vector<ServerTarget>& named, const Contract& contract,
                       const std::string& none);

}  // namespace avouch
