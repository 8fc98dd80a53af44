// SPDX-License-Identifier: MIT
// One function per command. Each reads its options, writes its output to `out`, its errors and progress to
// `err`.
#pragma once

#include <functional>
#include <iosfwd>
#include <vector>

#include "cli/exit_code.h"
#include "cli/option/options.h"
#include "contract/contract.h"
#include "contract/load.h"

namespace avouch {

ExitCode run(const Options& options, std::ostream& out, std::ostream& err);
ExitCode mock(const Options& options, std::ostream& out, std::ostream& err);
ExitCode list(const Options& options, std::ostream& out, std::ostream& err);
ExitCode explain(const Options& options, std::ostream& out, std::ostream& err);
ExitCode init(const Options& options, std::ostream& out, std::ostream& err);
ExitCode lint(const Options& options, std::ostream& out, std::ostream& err);
ExitCode baseline(const Options& options, std::ostream& out, std::ostream& err);
ExitCode diff(const Options& options, std::ostream& out, std::ostream& err);
ExitCode coverage(const Options& options, std::ostream& out, std::ostream& err);
ExitCode merge(const Options& options, std::ostream& out, std::ostream& err);
ExitCode prove(const Options& options, std::ostream& out, std::ostream& err);

// Steps that several commands share.

// Loads the contract that the options name, or the bundled one. The options complete `loading`.
Result<Contract> contract_of(const Options& options, LoadOptions loading = {});
// Returns the options of list, lint and prove, once per contract that they name.
std::vector<Options> each_contract(const Options& options);
// How many of those are worked on at the same time: one per core, and few.
std::size_t contracts_at_once(const Options& options);
// Works on each of those. `make` is called concurrently, for `at_once` contracts unless their files are
// large; `take` is called in their order, one at a time, also after an error. Both get the index of the
// contract. Errors: all errors of `make`, in order.
Result<void> with_each_contract(const Options& options, std::size_t at_once,
                                const std::function<Result<void>(const Options& one, std::size_t i)>& make,
                                const std::function<void(std::size_t i)>& take);
// Reads the JSON report of an earlier run.
Result<Ledger> report_of(const std::string& file);
// All reports that the command line names, in its order, or the errors of all of them.
Result<std::vector<Ledger>> reports_of(const Options& options);
// Prints the errors and returns their common exit code.
ExitCode refuse(const Errors& errors, std::ostream& err);

}  // namespace avouch
