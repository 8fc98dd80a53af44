// SPDX-License-Identifier: MIT
// Exit codes of the process. A run that judged nothing never exits with 0.
#pragma once

#include <string>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

enum class ExitCode {
  holds = 0,        // no clause is violated
  violated = 1,     // a clause is violated, or a known failure is stale; lint: the contract has errors
  usage = 2,        // a flag, the configuration or the contract is wrong, or a report cannot be written
  undecided = 3,    // no clause is violated, but one could not be judged; or Avouch itself failed
  unexercised = 4,  // no clause was exercised but warnings, none that needs credentials was, or too few were
  no_reader = 141,  // the reader of standard output went away: 128 and SIGPIPE, as of any program in a pipe
};

// For --help and the README.
inline constexpr const char* kExitCodes =
    "Exit codes:\n"
    "  0  no clause is violated, except for known failures (--waivers)\n"
    "  1  at least one clause is violated, or --strict waivers failed (lint: the contract has errors)\n"
    "  2  usage, configuration or contract error\n"
    "  3  no clause is violated, but at least one is undecided (no response, limit reached, interrupted),\n"
    "     or Avouch itself failed (out of memory, defect)\n"
    "  4  no clause was exercised (warnings do not count), or none that needs credentials was exercised "
    "because\n"
    "     the credentials were missing or refused, or --require-exercised, --min-exercised or --fail-on new "
    "failed\n"
    "  141  no clause is violated, but the reader of standard output went away (avouch list | head)\n";

// `defects` are defects of Avouch that the run showed, from defects_of(). If there is one, no verdict counts.
ExitCode decide(const Ledger& ledger, const std::vector<std::string>& defects);

}  // namespace avouch
