// SPDX-License-Identifier: MIT
// avouch cors URL: what a browser would do with a page's call, step by step, and what the server should send
// instead.
//
//   run_cors({.target = "https://api.example/v1", .headers = {{"Authorization", "…"}}}, std::cout, std::cerr)
#pragma once

#include <iosfwd>

#include "cli/exit_code.h"
#include "cli/option/options.h"

namespace avouch {

// Reads target (the URL, a query too), origins, method, headers, user, credentials, allow_writes and
// transport. holds: every page may read the answer; violated: one may not; undecided: nobody answered, or the
// request was not sent.
ExitCode run_cors(const Options& options, std::ostream& out, std::ostream& err);

}  // namespace avouch
