// SPDX-License-Identifier: MIT
// The error about a coordinate that no clause has.
#pragma once

#include <string>

#include "base/result.h"
#include "contract/contract.h"

namespace avouch {

// Suggests the nearest existing coordinate. Pure.
Error unknown_clause(const Contract& contract, const std::string& coordinate);

}  // namespace avouch
