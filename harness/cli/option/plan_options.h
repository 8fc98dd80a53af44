// SPDX-License-Identifier: MIT
// What the options ask of a plan, for a contract.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "cli/option/options.h"
#include "contract/contract.h"
#include "plan/planner.h"

namespace avouch {

// The target itself is not filled in. Errors: the values file cannot be read; a value is given for a name
// that no parameter, body or API key of the contract has; a server is named that the contract does not
// document.
Result<PlanOptions> plan_options(const Options& options, const Contract& contract,
                                 const std::optional<std::string>& user);

}  // namespace avouch
