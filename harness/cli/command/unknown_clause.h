// SPDX-License-Identifier: MIT
// The error about a coordinate that no clause has.
#pragma once

#include <string>

#include "base/result.h"
#include "contract/contract.h"

namespace avouch {

// With the nearest coordinate that there is. Pure.
Error unknown_clause(const Contract& contract, const std::string& coordinate);

}  // namespace avouch
