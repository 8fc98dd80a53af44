// SPDX-License-Identifier: MIT
// Derives the options of a plan from the user's options and the contract.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "cli/option/options.h"
#include "contract/contract.h"
#include "plan/planner.h"
#include "run/start.h"

namespace avouch {

// Returns the hints for the errors of start_run(), in terms of options.
RunHints run_hints();

// The keys and the token that the options and the environment give. Errors: a key is given for a scheme that
// the contract does not use, or cannot be sent.
Result<GivenKeys> given_keys(const Options& options, const Contract& contract);

// The credentials of the second identity; nullopt if none are given. Errors: the same.
Result<std::optional<GivenIdentity>> given_other(const Options& options, const Contract& contract);

// Does not set the target. Errors: the values file cannot be read; a value is given for a name that no
// parameter, body or API key of the contract has; a server is named that the contract does not document.
Result<PlanOptions> plan_options(const Options& options, const Contract& contract,
                                 const std::optional<std::string>& user);

}  // namespace avouch
