// SPDX-License-Identifier: MIT
// The severity of a clause's violation in one run: the clause's own severity, adjusted by --strict.
//
//   entry.clause.own().severity = severity_of(bound, verdict, strict);
//
// Pure.
#pragma once

#include <set>
#include <string>

#include "contract/contract.h"
#include "verdict/verdict.h"

namespace avouch {

// Groups of warnings that a run reports as violations: "fields", "headers", "duplicates", "statuses".
using Strictness = std::set<std::string>;

// Severity before judging: the clause's own, raised if its group is strict.
Severity severity_of(const BoundClause& bound, const Strictness& strict);

// Severity after judging. A verdict can lower the severity: a status below 500 that is not documented is a
// warning. Strict statuses keep the clause's severity.
Severity severity_of(const BoundClause& bound, const Verdict& verdict, const Strictness& strict);

}  // namespace avouch
