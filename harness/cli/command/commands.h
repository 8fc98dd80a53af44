// SPDX-License-Identifier: MIT
// One function a command: reads its options, writes its product to `out`, its errors and progress to `err`.
#pragma once

#include <functional>
#include <iosfwd>
#include <vector>

#include "cli/exit_code.h"
#include "cli/option/options.h"
#include "contract/contract.h"

namespace avouch {

ExitCode run(const Options& options, std::ostream& out, std::ostream& err);
ExitCode mock(const Options& options, std::ostream& out, std::ostream& err);
ExitCode list(const Options& options, std::ostream& out, std::ostream& err);
ExitCode explain(const Options& options, std::ostream& out, std::ostream& err);
ExitCode lint(const Options& options, std::ostream& out, std::ostream& err);
ExitCode prove(const Options& options, std::ostream& out, std::ostream& err);

// What several commands do alike.

// The contract that the options name, or the one that ships.
Result<Contract> contract_of(const Options& options);
// The options of list, lint and prove, once for each contract that they name.
std::vector<Options> each_contract(const Options& options);
// Calls `use` with each of those, whatever it says of the others. Errors: all that it gave.
Result<void> with_each_contract(const Options& options,
                                const std::function<Result<void>(const Options& one)>& use);
// Prints the errors; they all mean the same exit code.
ExitCode refuse(const Errors& errors, std::ostream& err);

}  // namespace avouch
