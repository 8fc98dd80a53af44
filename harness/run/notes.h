// SPDX-License-Identifier: MIT
// Notes about a whole run, as sentences for its reports: what the run could not judge.
//
//   facts.notes = run_notes(contract, plan);
//
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "plan/planner.h"

namespace avouch {

// Returns each title once, in order of first occurrence. A title that occurs more often gets a count: "format
// x is not judged (3 times)".
std::vector<std::string> titles_of(const Errors& notes);

// Returns the notes of the contract, and which operations are sent to places other than the target itself.
std::vector<std::string> run_notes(const Contract& contract, const Plan& plan);

// Returns "2 faults in the contract, 5 clauses cannot be judged"; empty if there is no fault. `unjudged`:
// how many clauses have a fault as their reason.
std::string faults_note(const Contract& contract, std::size_t unjudged);
// How many clauses of the plan have a fault as their reason before anything is sent.
std::size_t unjudged_clauses(const Plan& plan);

// Returns each fault of the contract with its place, as a sentence.
std::vector<std::string> fault_texts(const Contract& contract);

// Whether a planned call uses the documentation's placeholder because its credentials were not given.
bool lacks_credentials(const Plan& plan);

}  // namespace avouch
