// SPDX-License-Identifier: MIT
// What the options ask of a plan, for a contract.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "cli/option/options.h"
#include "contract/contract.h"
#include "plan/planner.h"
#include "run/start.h"

namespace avouch {

// What start_run() finds wrong, mended by flags.
RunMends run_mends();

// The target itself is not filled in. Errors: the values file cannot be read; a value is given for a name
// that no parameter, body or API key of the contract has; a server is named that the contract does not
// document.
Result<PlanOptions> plan_options(const Options& options, const Contract& contract,
                                 const std::optional<std::string>& user);

}  // namespace avouch
