// SPDX-License-Identifier: MIT
// Combines findings that have one cause into one finding with several places.
//
//   grouped(std::move(findings))   // 120 times "requires-nothing" -> one finding with 119 other places
//
// Pure. Time: n log n in the findings.
#pragma once

#include <vector>

#include "lint/lint.h"

namespace avouch {

// Two findings have one cause if rule, file, severity, silence and LintFinding::cause are equal. The first
// one is kept, with the places of the others. Keeps the order.
std::vector<LintFinding> grouped(std::vector<LintFinding> findings);

}  // namespace avouch
