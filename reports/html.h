// SPDX-License-Identifier: MIT
// The run as one page for a browser: to be kept as a build artifact, mailed, printed.
//
//   write_file(file, html_report(ledger));
//
// The page loads nothing, runs no script, and says so in its Content-Security-Policy, which admits its one
// style sheet by hash and nothing else. It follows the reader's light or dark preference; no meaning hangs on
// colour. Each clause can be linked to: its coordinate is its fragment. Pure; any thread may call.
#pragma once

#include <string>
#include <string_view>

#include "verdict/ledger.h"

namespace avouch {

std::string html_report(const Ledger& ledger);

// `text` for an element's content or a quoted attribute: printable(), with & < > " and ' as references.
std::string html_text(std::string_view text);

}  // namespace avouch
