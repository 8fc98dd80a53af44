// SPDX-License-Identifier: MIT
// One clause on the HTML report, and the small pieces of markup that the rest of the page shares with it.
//
//   append_clause(page, entry, exchanges);
//
// Text goes in as the ledger has it and comes out escaped; what is called markup is taken as it is.
// Pure; any thread may call.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "reports/summary.h"

namespace avouch {

// By probe: N of the fragment "exchange-N". The keys point into the ledger.
using ExchangeAnchors = std::unordered_map<std::string_view, std::size_t>;

// A <details>: what is wrong is open; what is in order opens on demand.
void append_clause(std::string& page, const Entry& entry, Question question,
                   const ExchangeAnchors& exchanges);

// A <dt> and its <dd>, both markup.
void append_term(std::string& page, std::string_view term, std::string_view description);

std::string html_code(std::string_view text);
std::string html_command(std::string_view text);
std::string html_sign(Standing standing);  // hidden from screen readers: words stand beside it

}  // namespace avouch
