// SPDX-License-Identifier: MIT
// Two claims about a body: it is well-formed, as JSON is (RFC 8259), and no object has a name twice (RFC 8259
// §4). Pure; any thread may call it.
#pragma once

#include <string_view>

#include "json/instance.h"
#include "verdict/verdict.h"

namespace avouch {

// `expected` is what a well-formed body is.
Verdict well_formed_verdict(const ParsedBody& body,
                            std::string_view expected = "one JSON text in UTF-8 (RFC 8259)");
Verdict unique_names_verdict(const ParsedBody& body);

}  // namespace avouch
