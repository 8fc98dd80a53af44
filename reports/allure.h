// SPDX-License-Identifier: MIT
// The report of a run as a folder of Allure results (allurereport.org, results of version 2, which Allure 3
// reads too).
//
//   write_folder(folder, allure_results(ledger));
//
// A clause is a test: a file of its own, with a name that depends on the coordinate alone, so that Allure
// keeps its history. It passed if it holds or can only warn, failed if it is violated, is broken if it is
// undecided, and was skipped if it was not exercised or is a known failure. What was sent and received stands
// beside clauses that did not pass. ASCII. Pure and thread-safe.
#pragma once

#include <vector>

#include "base/folder.h"
#include "verdict/ledger.h"

namespace avouch {

std::vector<FolderFile> allure_results(const Ledger& ledger);

}  // namespace avouch
