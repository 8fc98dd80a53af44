// SPDX-License-Identifier: MIT
// avouch cors URL: explains step by step how a browser would handle a cross-origin request, and what the
// server should send instead.
//
//   run_cors({.target = "https://api.example/v1", .headers = {{"Authorization", "…"}}}, std::cout, std::cerr)
#pragma once

#include <iosfwd>

#include "cli/exit_code.h"
#include "cli/option/options.h"

namespace avouch {

// Reads the options target (a URL, which may have a query), origins, method, headers, user, credentials,
// allow_writes and transport. Returns holds if every page may read the response; violated if one may not;
// undecided if no response came or the request was not sent.
ExitCode run_cors(const Options& options, std::ostream& out, std::ostream& err);

}  // namespace avouch
