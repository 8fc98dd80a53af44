// SPDX-License-Identifier: MIT
// Notes about a whole run, as sentences for its reports: what the run could not judge.
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

// Returns each title once, in order of first occurrence. A title that occurs more often gets a count: "format
// x is not judged (3 times)".
std::vector<std::string> titles_of(const Errors& notes);

// Returns the contract's notes, and which operations are sent to places other than the target itself.
std::vector<std::string> run_notes(const Contract& contract, const Plan& plan);

// Whether a planned call uses the documentation's placeholder because its credentials were not given.
bool lacks_credentials(const Plan& plan);

}  // namespace avouch
