// SPDX-License-Identifier: MIT
// What the process tells its caller. Nothing judged is never success.
#pragma once

#include <string>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

enum class ExitCode {
  holds = 0,        // no documented clause is violated
  violated = 1,     // a clause is violated; lint: the documentation contradicts itself
  usage = 2,        // a flag, the configuration or the contract is wrong; a report cannot be written
  undecided = 3,    // nothing is violated, but a clause could not be judged: no answer, a budget ran out;
                    // or Avouch itself failed, and what it says is not to be relied on
  unexercised = 4,  // nothing was exercised, or nothing that needs credentials, or --require-exercised is unmet
};

// For --help and the README.
inline constexpr const char* kExitCodes =
    "Exit codes:\n"
    "  0  no documented clause is violated\n"
    "  1  a clause is violated (lint: the documentation contradicts itself)\n"
    "  2  usage, configuration or contract error\n"
    "  3  nothing violated, but a clause is undecided: unreachable target, budget exceeded, interrupted;\n"
    "     or Avouch itself failed: out of memory, or a defect\n"
    "  4  nothing was exercised; or nothing that needs credentials, for the target refused them or they were not\n"
    "     given; or --require-exercised is unmet\n";

// `defects` are those of Avouch that the run showed, as defects_of() has them: with one, no verdict counts.
ExitCode decide(const Ledger& ledger, bool require_exercised, const std::vector<std::string>& defects);

}  // namespace avouch
