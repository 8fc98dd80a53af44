// SPDX-License-Identifier: MIT
// What a run could not judge as a whole, in sentences for its reports.
//
//   facts.notes = run_notes(contract, plan);
//
// Pure.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "plan/planner.h"

namespace avouch {

// Each title once, in the order in which it first stands, with a count where it stands more often:
// "format x is not judged (3 times)".
std::vector<std::string> titles_of(const Errors& notes);

// What the contract notes, and which operations go to other places than the target itself.
std::vector<std::string> run_notes(const Contract& contract, const Plan& plan);

// Whether a call goes out with the documentation's placeholder, because its credentials were not given.
bool lacks_credentials(const Plan& plan);

}  // namespace avouch
