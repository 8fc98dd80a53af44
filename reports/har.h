// SPDX-License-Identifier: MIT
// The exchanges of a run as an HTTP Archive (HAR 1.2), for browsers and other programs that show exchanges.
//
//   write_file(file, har_report(ledger));
//
// Only exchanges with messages are entries: a ledger that was read from a JSON report has none. Secrets were
// removed when the messages entered the ledger. A content that is cut or has bytes that are not UTF-8 says so
// in its comment. An exchange without a response has the status 0, as in the archives of browsers. ASCII.
// Pure and thread-safe.
#pragma once

#include <string>

#include "verdict/ledger.h"

namespace avouch {

std::string har_report(const Ledger& ledger);

}  // namespace avouch
