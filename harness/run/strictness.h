// SPDX-License-Identifier: MIT
// How grave a clause's violation is in one run: what is a warning by itself, and what --strict makes of it.
//
//   entry.clause.severity = severity_of(bound, verdict, strict);
//
// Pure.
#pragma once

#include <set>
#include <string>

#include "contract/contract.h"
#include "verdict/verdict.h"

namespace avouch {

// Groups of warnings that a run takes as violations: "fields", "headers", "duplicates", "statuses".
using Strictness = std::set<std::string>;

// Before anything is judged: its own severity, raised where its group is strict.
Severity severity_of(const BoundClause& bound, const Strictness& strict);

// Of a verdict, which may find the violation less grave than the clause is: a status below 500 that is not
// documented. Strict statuses keep it as grave.
Severity severity_of(const BoundClause& bound, const Verdict& verdict, const Strictness& strict);

}  // namespace avouch
