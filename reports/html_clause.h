// SPDX-License-Identifier: MIT
// One clause in the HTML report, and small pieces of markup that the rest of the page shares.
//
//   append_clause(page, entry, facts, true);
//
// Text parameters are escaped here; parameters described as markup are inserted unchanged.
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reports/summary.h"
#include "reports/trail.h"

namespace avouch {

// What the blocks of a page share.
struct PageFacts {
  Question question = Question::does_it_hold;
  Exchanges exchanges;
  // Messages stand on a page until it has so many bytes; the others are left out.
  std::size_t messages_until = 0;
};

// The name of an exchange in links to it.
std::string exchange_anchor(const ShownExchange& exchange);

// The name of a clause in links to it.
std::string clause_anchor(const Clause& clause);

// Appends a <details>, which is open or closed at first. Links to the clause lead here.
void append_clause(std::string& page, const Entry& entry, const PageFacts& facts, bool is_open);

// Appends a <dt> and its <dd>. Both parameters are markup.
void append_term(std::string& page, std::string_view term, std::string_view description);

std::string html_code(std::string_view text);
std::string html_command(std::string_view text);
std::string html_sign(Standing standing);  // hidden from screen readers, because words stand beside it

}  // namespace avouch
