// SPDX-License-Identifier: MIT
// The report of a run for GitHub Actions: annotations, which its log parser reads from stdout, and a page in
// Markdown for the file that GITHUB_STEP_SUMMARY names.
//
//   std::cout << github_annotations(ledger);
//   append(file, github_summary(ledger));
//
// Both are about causes (verdict/causes.h): GitHub shows ten errors and ten warnings of a step. Text from
// outside can add no command, no markup and no link. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "verdict/ledger.h"

namespace avouch {

// Lines of the form "::error file=api.yaml,line=12,title=…::message".
std::string github_annotations(const Ledger& ledger);

// At most 900,000 bytes; GitHub refuses more than a mebibyte.
std::string github_summary(const Ledger& ledger);

// Text in which no character means anything to Markdown or HTML.
std::string markdown_text(std::string_view text);

}  // namespace avouch
