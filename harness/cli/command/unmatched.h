// SPDX-License-Identifier: MIT
// Which globs of --include… and --exclude… match nothing: a clause was renamed, or it is a slip of the pen.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "plan/selection.h"
#include "run/start.h"

namespace avouch {

// One sentence each.
std::vector<std::string> unmatched_globs(const Selection& selection, const Contract& contract);

// What to do if nothing is selected; names the globs that match nothing.
RunHints run_hints(const Selection& selection, const Contract& contract);

}  // namespace avouch
