// SPDX-License-Identifier: MIT
// The report of a run as one HTML page: a build artifact that can also be mailed and printed.
//
//   write_file(file, html_report(ledger));
//
// The page loads nothing and runs no script. Its Content-Security-Policy enforces this; it admits only the
// style sheet, by hash. The page follows the reader's light or dark preference, and no meaning depends on
// colour alone. Each clause has a link: its coordinate is the fragment. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "verdict/ledger.h"

namespace avouch {

std::string html_report(const Ledger& ledger);

// Escapes `text` for an element's content or a quoted attribute: printable(), with & < > " and ' as
// references.
std::string html_text(std::string_view text);

}  // namespace avouch
